package community.doorstep.extras;

import community.doorstep.identity.Family;
import community.doorstep.payment.Bill;
import community.doorstep.payment.PaymentRequest;
import community.doorstep.payment.Payments;
import community.doorstep.repair.Repairs;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.supplement.NewSupplement;
import community.doorstep.supplement.SupplementId;
import community.doorstep.supplement.Supplements;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Offers at the door: made by the worker who is there, approved by the resident's own people, and then due. */
@Component
class Offers {

    private static final Duration PAY_WITHIN = Duration.ofDays(7);
    private static final String WORDS = "维修材料与人工";

    private final Repairs repairs;
    private final WorkItems items;
    private final Stock stock;
    private final OfferRows rows;
    private final OfferCodes codes;
    private final Family family;
    private final Payments payments;
    private final Supplements supplements;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Offers(
            Repairs repairs,
            WorkItems items,
            Stock stock,
            OfferRows rows,
            OfferCodes codes,
            Family family,
            Payments payments,
            Supplements supplements,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.repairs = repairs;
        this.items = items;
        this.stock = stock;
        this.rows = rows;
        this.codes = codes;
        this.family = family;
        this.payments = payments;
        this.supplements = supplements;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    private record Drawn(Offer offer, List<Offer.Line> lines) {}

    /**
     * In the caller's transaction; the parts leave the shelf. Under warranty everything is free and approved with that.
     * Refuses {@code job-unknown}, {@code item-unknown} (404), {@code not-arrived}, {@code offer-open}, {@code
     * parts-short} (409).
     */
    Mono<OfferView> make(Caller worker, UUID call, Map<UUID, Integer> quantities) {
        return repairs.atTheDoor(worker, call)
                .flatMap(known -> items.offered(known.community(), List.copyOf(quantities.keySet()))
                        .map(found -> draw(known, worker.person(), found, quantities)))
                .delayUntil(drawn -> rows.add(drawn.offer(), drawn.lines()))
                .delayUntil(drawn -> stock.take(
                        drawn.offer().place(),
                        Offer.parts(drawn.lines()),
                        drawn.offer().id(),
                        worker.person()))
                .delayUntil(drawn -> tell(drawn.offer()))
                .map(drawn -> OfferView.of(drawn.offer(), drawn.lines(), null));
    }

    private Drawn draw(Repairs.Known call, PersonId worker, List<WorkItem> found, Map<UUID, Integer> quantities) {
        List<Offer.Line> lines = found.stream()
                .map(item -> Offer.Line.of(item, quantities.getOrDefault(item.id(), 0), call.warranty()))
                .toList();
        long total = Offer.total(lines);
        boolean free = total == 0;
        return new Drawn(
                new Offer(
                        Ids.next(),
                        call.community(),
                        call.id(),
                        call.station(),
                        call.beneficiary(),
                        worker,
                        free ? OfferState.APPROVED : OfferState.OFFERED,
                        total,
                        0,
                        clock.instant(),
                        free ? clock.instant() : null,
                        free ? "FREE" : null,
                        null,
                        1),
                lines);
    }

    private Mono<Void> tell(Offer offer) {
        return offer.state() != OfferState.OFFERED
                ? Mono.empty()
                : outbox.add(new ExtrasOffered(
                        offer.community(),
                        offer.id(),
                        offer.version(),
                        offer.call(),
                        offer.beneficiary(),
                        offer.worker(),
                        offer.totalFen(),
                        codes.of(offer.id())));
    }

    Mono<List<OfferView>> seenByPeople(Caller caller, UUID call) {
        return repairs.own(caller, call)
                .flatMapMany(known -> rows.of(call))
                .concatMap(offer -> view(offer, offer.state() == OfferState.OFFERED ? codes.of(offer.id()) : null))
                .collectList();
    }

    Mono<List<OfferView>> seenByWorker(Caller worker, UUID call) {
        return rows.of(call)
                .filter(offer -> offer.worker().equals(worker.person()))
                .concatMap(offer -> view(offer, null))
                .collectList();
    }

    private Mono<OfferView> view(Offer offer, @Nullable String code) {
        return rows.lines(offer.id()).map(lines -> OfferView.of(offer, lines, code));
    }

    /** By the beneficiary or who acts for them. Refuses {@code offer-unknown} (404), {@code offer-over} (409). */
    Mono<OfferView> decide(Caller caller, UUID call, UUID id, OfferState wanted) {
        Mono<Offer> work = family.actsFor(caller.person())
                .flatMap(people -> rows.ofPeople(call, id, people))
                .flatMap(offer -> settle(offer, wanted, caller.person(), "PHONE"));
        return detached.run(work.as(transaction::transactional))
                .doOnNext(decided -> outbox.nudge())
                .flatMap(decided -> view(decided, null));
    }

    /**
     * By the code that the resident reads to the worker; each try counts, whatever comes of it. Refuses {@code
     * offer-unknown} (404), {@code offer-code-wrong} (422), {@code offer-code-blocked}, {@code offer-over} (409).
     */
    Mono<OfferView> approveByCode(Caller worker, UUID call, UUID id, String code) {
        Mono<Offer> work = rows.ofWorker(call, id, worker.person())
                .flatMap(offer -> offer.state() == OfferState.OFFERED
                        ? tried(offer, code)
                        : settle(offer, OfferState.APPROVED, worker.person(), "CODE"));
        return detached.run(work).doOnNext(decided -> outbox.nudge()).flatMap(decided -> view(decided, null));
    }

    private Mono<Offer> tried(Offer offer, String code) {
        return rows.tried(offer.id())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("offer-code-blocked")))
                .filter(counted -> codes.of(counted.id()).equals(code))
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("offer-code-wrong")))
                .flatMap(right -> settle(right, OfferState.APPROVED, right.beneficiary(), "CODE")
                        .as(transaction::transactional));
    }

    /** By the worker who made it. Refuses {@code offer-unknown} (404), {@code offer-over} (409). */
    Mono<OfferView> withdraw(Caller worker, UUID call, UUID id) {
        Mono<Offer> work = rows.ofWorker(call, id, worker.person())
                .flatMap(offer -> settle(offer, OfferState.WITHDRAWN, worker.person(), null));
        return detached.run(work.as(transaction::transactional)).flatMap(done -> view(done, null));
    }

    /** In the caller's transaction: the work ended, so what nobody has decided is off. */
    Mono<Void> ended(UUID call, @Nullable PersonId worker) {
        return rows.of(call)
                .filter(offer -> offer.state() == OfferState.OFFERED
                        && (worker == null || offer.worker().equals(worker)))
                .concatMap(offer -> settle(offer, OfferState.WITHDRAWN, null, null))
                .then();
    }

    /** A repeat gets the same answer. */
    private Mono<Offer> settle(Offer offer, OfferState wanted, @Nullable PersonId by, @Nullable String how) {
        return rows.decide(offer.id(), wanted, by, how)
                .delayUntil(decided -> wanted == OfferState.APPROVED ? Mono.empty() : backOnTheShelf(decided))
                .delayUntil(decided -> wanted == OfferState.APPROVED ? due(decided) : Mono.empty())
                .delayUntil(decided -> wanted == OfferState.WITHDRAWN ? Mono.empty() : told(decided))
                .switchIfEmpty(Mono.defer(
                        () -> offer.state() == wanted ? Mono.just(offer) : Mono.error(Refusal.conflict("offer-over"))));
    }

    /** From now on it is among what the resident's people have to pay. */
    private Mono<Boolean> due(Offer offer) {
        return supplements.ask(new NewSupplement(
                offer.community(),
                new SupplementId(offer.id()),
                offer.station(),
                offer.call(),
                offer.beneficiary(),
                offer.totalFen(),
                WORDS,
                clock.instant().plus(PAY_WITHIN)));
    }

    private Mono<Void> backOnTheShelf(Offer offer) {
        return rows.lines(offer.id())
                .flatMap(lines ->
                        stock.add(offer.place(), Offer.parts(lines), Stock.Cause.RETURNED, offer.id(), offer.worker()));
    }

    private Mono<Void> told(Offer offer) {
        return outbox.add(new ExtrasDecided(
                offer.community(),
                offer.id(),
                offer.version(),
                offer.call(),
                offer.worker(),
                offer.state() == OfferState.APPROVED));
    }

    /** What {@code wx.requestPayment} takes. Refuses {@code offer-unknown} (404), {@code offer-not-approved}, {@code nothing-to-pay} (409). */
    Mono<PaymentRequest> prepay(Caller caller, UUID call, UUID id) {
        return family.actsFor(caller.person())
                .flatMap(people -> rows.ofPeople(call, id, people))
                .flatMap(offer -> payments.prepay(bill(offer, caller.person())));
    }

    private Bill bill(Offer offer, PersonId payer) {
        if (offer.state() != OfferState.APPROVED) {
            throw Refusal.conflict("offer-not-approved");
        }
        if (offer.totalFen() == 0) {
            throw Refusal.conflict("nothing-to-pay");
        }
        return new Bill(
                offer.community(),
                offer.id(),
                payer,
                offer.totalFen(),
                WORDS,
                clock.instant().plus(PAY_WITHIN));
    }
}
