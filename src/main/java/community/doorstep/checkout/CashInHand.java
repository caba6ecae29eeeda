package community.doorstep.checkout;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.ledger.Account;
import community.doorstep.ledger.AccountView;
import community.doorstep.ledger.Balances;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has how much of the community's cash, and how it gets into a station's till. */
@Component
class CashInHand {

    private final HandoverRows rows;
    private final Balances balances;
    private final Ledger ledger;
    private final Catalog catalog;
    private final Audit audit;

    CashInHand(HandoverRows rows, Balances balances, Ledger ledger, Catalog catalog, Audit audit) {
        this.rows = rows;
        this.balances = balances;
        this.ledger = ledger;
        this.catalog = catalog;
        this.audit = audit;
    }

    /** All who have some, in these communities. */
    Mono<List<AccountView>> holders(UUID[] communities) {
        return balances.cashInHand(communities)
                .filter(account -> account.balanceFen() != 0)
                .collectList();
    }

    Mono<List<AccountView>> of(PersonId holder, UUID[] communities) {
        return balances.cashInHand(communities)
                .filter(account -> holder.equals(account.owner()))
                .collectList();
    }

    /**
     * In the caller's transaction: all that they have in hand. Refuses {@code station-unknown} (404), {@code
     * cash-none} and {@code handover-open} (409).
     */
    Mono<Handover> offer(Caller caller, UUID[] communities, StationId station) {
        PersonId holder = caller.person();
        return here(station, communities)
                .delayUntil(found -> rows.lock(holder))
                .zipWhen(found -> balances.of(found.communityId(), Account.cashOf(holder)))
                .filter(both -> both.getT2() > 0)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("cash-none")))
                .flatMap(both -> rows.offer(both.getT1().communityId(), station, holder, both.getT2()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("handover-open")))
                .delayUntil(offered -> audit.note(
                        holder, offered.communityId(), "cash-offered", offered.id(), "" + offered.amountFen()));
    }

    /**
     * In the caller's transaction: it was counted and lies in the till. Refuses {@code handover-unknown} (404), {@code
     * handover-own} and {@code handover-decided} (409).
     */
    Mono<Handover> confirm(Caller caller, UUID[] communities, UUID id) {
        return decide(caller, communities, id, Handover.State.CONFIRMED, "").delayUntil(this::book);
    }

    private Mono<Boolean> book(Handover confirmed) {
        return ledger.post(Transfer.between(
                confirmed.communityId(),
                "HANDOVER",
                confirmed.id(),
                "现金上交",
                Account.cashOf(confirmed.holderId()),
                Account.till(confirmed.stationId()),
                confirmed.amountFen()));
    }

    /**
     * In the caller's transaction: counted on the spot, all or a part of what they have; answers what is left. Refuses
     * {@code station-unknown} (404), {@code handover-own}, {@code cash-above-carried} and {@code handover-open} (409).
     */
    Mono<Long> receive(Caller caller, UUID[] communities, PersonId holder, StationId station, long fen) {
        if (holder.equals(caller.person())) {
            return Mono.error(Refusal.conflict("handover-own"));
        }
        return here(station, communities)
                .delayUntil(found -> rows.lock(holder))
                .flatMap(found -> balances.of(found.communityId(), Account.cashOf(holder))
                        .filter(carried -> carried >= fen)
                        .switchIfEmpty(Mono.error(() -> Refusal.conflict("cash-above-carried")))
                        .delayUntil(carried -> received(caller, found, holder, fen))
                        .map(carried -> carried - fen));
    }

    private Mono<Boolean> received(Caller caller, Station station, PersonId holder, long fen) {
        return rows.received(station.communityId(), station.id(), holder, fen, caller.person())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("handover-open")))
                .delayUntil(done -> audit.note(
                        caller.person(),
                        done.communityId(),
                        "cash-handover",
                        done.id(),
                        done.state().name()))
                .flatMap(this::book);
    }

    private Mono<Station> here(StationId station, UUID[] communities) {
        return catalog.station(station)
                .filter(found ->
                        List.of(communities).contains(found.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")));
    }

    /** In the caller's transaction: it was not so much, say; nothing moves, and it can be offered again. */
    Mono<Handover> refuse(Caller caller, UUID[] communities, UUID id, String reason) {
        return decide(caller, communities, id, Handover.State.REFUSED, reason);
    }

    private Mono<Handover> decide(Caller caller, UUID[] communities, UUID id, Handover.State state, String reason) {
        return rows.one(id, communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("handover-unknown")))
                .filter(offered -> !offered.holderId().equals(caller.person()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("handover-own")))
                .delayUntil(offered -> rows.lock(offered.holderId()))
                .flatMap(offered -> rows.decide(offered, state, caller.person(), reason))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("handover-decided")))
                .delayUntil(decided -> audit.note(
                        caller.person(), decided.communityId(), "cash-handover", decided.id(), state.name()));
    }
}
