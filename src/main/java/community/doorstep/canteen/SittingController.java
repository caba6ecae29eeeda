package community.doorstep.canteen;

import community.doorstep.booking.WalkIns;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Sheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A sitting at work: who is expected, what is to be cooked, who comes without a booking. */
@RestController
@RequestMapping("/api/station/sittings/{slotId}")
class SittingController {

    /** One of both: names and numbers are searched within the sitting only, and never stand in an address. */
    record Search(
            @Nullable @Size(min = 1, max = 40) String name,
            @Nullable @Pattern(regexp = "[0-9]{4}") String phoneEnd) {
        @Override
        public String toString() {
            return "Search[…]";
        }
    }

    record NewWalkIn(@NotNull PersonId beneficiaryId) {}

    private static final String WALKS_IN = "散客";

    private final Sittings sittings;
    private final KitchenDesk kitchen;
    private final WalkIns walkIns;
    private final Idempotency idempotency;
    private final JsonMapper json;
    private final Catalog catalog;

    SittingController(
            Sittings sittings,
            KitchenDesk kitchen,
            WalkIns walkIns,
            Idempotency idempotency,
            JsonMapper json,
            Catalog catalog) {
        this.sittings = sittings;
        this.kitchen = kitchen;
        this.walkIns = walkIns;
        this.idempotency = idempotency;
        this.json = json;
        this.catalog = catalog;
    }

    @GetMapping
    Mono<Sittings.View> sitting(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return sittings.view(caller, slotId);
    }

    /** Who is expected; a tablet loads it, so that it can hand meals out while it is alone. */
    @GetMapping("/guests")
    Mono<List<Sittings.Guest>> guests(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return sittings.guests(caller, slotId);
    }

    /** The same, to print. */
    @GetMapping(
            path = "/guests",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> guestSheet(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return sittings.guests(caller, slotId).map(SittingSheets::guests);
    }

    @PostMapping("/search")
    Mono<List<Sittings.Guest>> search(
            @AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId, @Valid @RequestBody Search search) {
        if ((search.name() == null || search.name().isBlank()) == (search.phoneEnd() == null)) {
            throw Refusal.badRequest("search-unclear");
        }
        return sittings.search(caller, slotId, search.name(), search.phoneEnd());
    }

    record Told(int meals) {}

    /** What is taken away stands ready; those who wait are told. Repeating it is harmless. */
    @PostMapping("/ready")
    Mono<Told> ready(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return sittings.ready(caller, slotId).map(Told::new);
    }

    /** Portions by dish and need: for good once the cut-off has passed. */
    @GetMapping("/kitchen")
    Mono<KitchenDesk.KitchenView> kitchen(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return kitchen.of(caller, slotId);
    }

    /** The same, to print. */
    @GetMapping(
            path = "/kitchen",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> kitchenSheet(@AuthenticationPrincipal Caller caller, @PathVariable SlotId slotId) {
        return kitchen.of(caller, slotId).map(SittingSheets::kitchen);
    }

    /** A portion of what is left, for who comes without a booking; priced like any other, paid at the counter. */
    @PostMapping("/walk-ins")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<WalkIns.Seat> walkIn(
            @AuthenticationPrincipal Caller caller,
            @PathVariable SlotId slotId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewWalkIn wanted) {
        String checked = Idempotency.wellFormed(key);
        return sittings.ours(caller, slotId)
                .flatMap(slot -> catalog.service(slot.serviceId()))
                .filter(service -> service.kind() == ServiceKind.MEAL)
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("not-a-meal")))
                .flatMap(service -> walkIns.seat(new WalkIns.Wish(
                        caller,
                        checked,
                        idempotency.digest("walk-in/" + slotId, wanted),
                        caller.communitiesAt(service.stationId(), Role.COUNTER, Role.STATION_LEAD),
                        slotId,
                        wanted.beneficiaryId(),
                        json.createObjectNode(),
                        WALKS_IN)));
    }
}
