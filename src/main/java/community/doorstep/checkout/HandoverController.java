package community.doorstep.checkout;

import community.doorstep.ledger.AccountView;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Handing in cash: offered by whoever has it, confirmed by somebody else at the station. */
@RestController
class HandoverController {

    record Offer(@NotNull StationId stationId) {}

    record Why(@NotBlank @Size(max = 200) String reason) {}

    record HandedIn(
            @NotNull StationId stationId,
            @Min(1) @Max(100_000_000) long amountFen) {}

    record Left(PersonId workerId, long cashFen) {}

    private final CashInHand cash;
    private final HandoverRows rows;
    private final Idempotency idempotency;

    HandoverController(CashInHand cash, HandoverRows rows, Idempotency idempotency) {
        this.cash = cash;
        this.rows = rows;
        this.idempotency = idempotency;
    }

    /** What the caller has in hand, by community. */
    @GetMapping("/api/worker/cash")
    Mono<List<AccountView>> workers(@AuthenticationPrincipal Caller caller) {
        return cash.of(caller.person(), caller.communitiesAs(Role.WORKER));
    }

    @PostMapping("/api/worker/cash/handovers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Handover> fromTheRoad(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Offer offer) {
        return offer(caller, key, offer, caller.communitiesAs(Role.WORKER));
    }

    @PostMapping("/api/station/cash/handovers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Handover> fromTheCounter(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Offer offer) {
        return offer(caller, key, offer, caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD));
    }

    private Mono<Handover> offer(Caller caller, @Nullable String key, Offer offer, UUID[] communities) {
        return idempotency.once(
                caller.person(), key, offer, Handover.class, cash.offer(caller, communities, offer.stationId()));
    }

    /** Who has how much in hand. */
    @GetMapping("/api/station/cash/holders")
    Mono<List<AccountView>> holders(@AuthenticationPrincipal Caller caller) {
        return cash.holders(caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD));
    }

    @GetMapping("/api/station/cash/handovers")
    Mono<Page<Handover>> handovers(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return rows.of(
                        caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD),
                        Page.before(cursor),
                        asked + 1)
                .collectList()
                .map(found -> Page.of(found, asked, Handover::id));
    }

    @PostMapping("/api/station/cash/handovers/{id}/confirmation")
    Mono<Handover> confirm(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id) {
        UUID[] communities = caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
        return idempotency.once(caller.person(), key, id, Handover.class, cash.confirm(caller, communities, id));
    }

    @PostMapping("/api/station/cash/handovers/{id}/refusal")
    Mono<Handover> refuse(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody Why why) {
        UUID[] communities = caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
        return idempotency.once(
                caller.person(),
                key,
                List.of(id, why.reason()),
                Handover.class,
                cash.refuse(caller, communities, id, why.reason().strip()));
    }

    /** Counted on the spot, all or a part; answers what is left. Refuses {@code cash-above-carried} (409). */
    @PostMapping("/api/station/workers/{id}/cash")
    Mono<Left> receive(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId id,
            @Valid @RequestBody HandedIn handedIn) {
        UUID[] communities = caller.communitiesAs(Role.STATION_LEAD, Role.FINANCE);
        Mono<Left> work = cash.receive(caller, communities, id, handedIn.stationId(), handedIn.amountFen())
                .map(left -> new Left(id, left));
        return idempotency.once(caller.person(), key, List.of(id, handedIn), Left.class, work);
    }
}
