package community.doorstep.extras;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A station's shelf of parts. */
@RestController
@RequestMapping("/api/station/stock")
class StockController {

    private static final Set<Role> KEEPERS = EnumSet.of(Role.STATION_LEAD, Role.OPERATOR);

    record Receipt(
            @NotNull StationId stationId,
            @NotNull UUID itemId,
            @NotNull @Min(1) @Max(100_000) Integer quantity) {}

    record Count(
            @NotNull StationId stationId,
            @NotNull UUID itemId,
            @NotNull @Min(0) @Max(100_000) Integer counted) {}

    /** @param change what was added to what had been on hand; below zero: so many were missing */
    record Changed(int change) {}

    private final Stock stock;
    private final WorkItems items;
    private final Catalog catalog;
    private final Audit audit;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    StockController(
            Stock stock,
            WorkItems items,
            Catalog catalog,
            Audit audit,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached) {
        this.stock = stock;
        this.items = items;
        this.catalog = catalog;
        this.audit = audit;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    @GetMapping
    Mono<List<Stock.OnHand>> onHand(@AuthenticationPrincipal Caller caller, @RequestParam StationId stationId) {
        return place(caller, stationId).flatMap(stock::at);
    }

    @GetMapping("/movements")
    Mono<List<Stock.Movement>> movements(@AuthenticationPrincipal Caller caller, @RequestParam StationId stationId) {
        return place(caller, stationId).flatMap(stock::movements);
    }

    @PostMapping("/receipts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Changed> received(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Receipt receipt) {
        Mono<Changed> work = part(caller, receipt.stationId(), receipt.itemId())
                .delayUntil(place -> noted(caller, place, "stock-received", receipt.itemId(), "+" + receipt.quantity()))
                .flatMap(place -> stock.add(
                        place,
                        List.of(new Stock.Part(receipt.itemId(), receipt.quantity())),
                        Stock.Cause.RECEIVED,
                        null,
                        caller.person()))
                .thenReturn(new Changed(receipt.quantity()));
        return idempotency.once(caller.person(), key, receipt, Changed.class, work);
    }

    /** What was counted is what is there; repeating it changes nothing. */
    @PostMapping("/counts")
    Mono<Changed> counted(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Count count) {
        Mono<Changed> work = part(caller, count.stationId(), count.itemId())
                .delayUntil(place -> noted(caller, place, "stock-counted", count.itemId(), "=" + count.counted()))
                .flatMap(place -> stock.counted(place, count.itemId(), count.counted(), caller.person()))
                .map(Changed::new);
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Void> noted(Caller caller, Stock.Place place, String action, UUID item, String how) {
        return audit.note(caller.person(), place.community(), action, item, place.station() + " " + how);
    }

    private Mono<Stock.Place> part(Caller caller, StationId station, UUID item) {
        return place(caller, station)
                .delayUntil(place -> items.one(new UUID[] {place.community().value()}, item)
                        .filter(found -> found.kind() == ItemKind.PART)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("item-unknown"))));
    }

    /** Refuses {@code role-missing} (403) unless the caller keeps this station's shelf. */
    private Mono<Stock.Place> place(Caller caller, StationId station) {
        return catalog.station(station)
                .filter(known -> caller.grants().stream()
                        .anyMatch(grant -> KEEPERS.contains(grant.role())
                                && known.communityId().equals(grant.community())
                                && (grant.station() == null || grant.station().equals(station))))
                .switchIfEmpty(Mono.error(() -> Refusal.forbidden("role-missing")))
                .map(known -> new Stock.Place(known.communityId(), station));
    }
}
