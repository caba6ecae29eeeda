package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.Lotteries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
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

/** Waiting for a seat, and draws by lot. */
@RestController
class WaitlistController {

    /** @param beneficiaryId for whom; the caller when left out */
    record NewPlace(@Nullable PersonId beneficiaryId) {}

    record NewPlaceFor(@NotNull PersonId beneficiaryId) {}

    private final PlacesInLine places;
    private final Lotteries lotteries;
    private final Idempotency idempotency;

    WaitlistController(PlacesInLine places, Lotteries lotteries, Idempotency idempotency) {
        this.places = places;
        this.lotteries = lotteries;
        this.idempotency = idempotency;
    }

    /**
     * Joins the line of a full slot, or enters its draw. Refuses what a booking of the slot would be refused, {@code
     * seats-left}, {@code already-waiting}, {@code entries-closed} (409).
     */
    @PostMapping("/api/slots/{id}/waitlist")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EntryView> join(
            @AuthenticationPrincipal Caller caller,
            @PathVariable SlotId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewPlace wanted) {
        caller.mustBeReachable();
        PersonId beneficiary = wanted.beneficiaryId() == null ? caller.person() : wanted.beneficiaryId();
        String digest = idempotency.digest("wait/" + id, wanted);
        return places.join(Demand.placeInLine(caller, Idempotency.wellFormed(key), digest, id, beneficiary, null));
    }

    /** For somebody who telephones. */
    @PostMapping("/api/station/slots/{id}/waitlist")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EntryView> joinFor(
            @AuthenticationPrincipal Caller caller,
            @PathVariable SlotId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewPlaceFor wanted) {
        return places.join(Demand.placeInLine(
                caller,
                Idempotency.wellFormed(key),
                idempotency.digest("wait-for/" + id, wanted),
                id,
                wanted.beneficiaryId(),
                List.of(caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD))));
    }

    /** The caller's and their family's places, newest first. */
    @GetMapping("/api/me/waitlist")
    Mono<Page<EntryView>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return places.mine(caller, Page.before(cursor), Page.size(size));
    }

    @GetMapping("/api/waitlist/{id}")
    Mono<EntryView> one(@AuthenticationPrincipal Caller caller, @PathVariable EntryId id) {
        return places.one(caller, id);
    }

    /** Gives the place up, or declines the offer. Repeating it is harmless. */
    @PostMapping("/api/waitlist/{id}/withdrawal")
    Mono<EntryView> leave(@AuthenticationPrincipal Caller caller, @PathVariable EntryId id) {
        return places.leave(caller, id);
    }

    /** The proof of a draw; open to everyone. Refuses {@code lottery-unknown} (404) where none is held. */
    @GetMapping("/api/slots/{id}/lottery")
    Mono<Lotteries.Proof> lottery(@PathVariable SlotId id) {
        return lotteries.proof(id).switchIfEmpty(Mono.error(() -> Refusal.notFound("lottery-unknown")));
    }
}
