package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.waitlist.EntryId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the desk does: books for somebody who telephones, takes cash, notes that the service was given. */
@RestController
class DeskController {

    /**
     * The price is decided by the server and read out to the caller.
     *
     * @param offerId the place on the waitlist whose offered seat is taken
     * @param setAside rules that the desk sets aside for this booking, which is written down
     * @param reason why; needed when a rule is set aside
     */
    record NewCall(
            @NotNull SlotId slotId,
            @NotNull PersonId beneficiaryId,
            @Nullable JsonNode details,
            @Nullable EntryId offerId,
            @Nullable @Size(max = 6) Set<Demand.@NotNull Rule> setAside,
            @Nullable @Size(max = 200) String reason) {
        @Override
        public String toString() {
            return "NewCall[" + slotId + "]";
        }
    }

    private final Bookings bookings;
    private final BookingPayments payments;
    private final Idempotency idempotency;

    DeskController(Bookings bookings, BookingPayments payments, Idempotency idempotency) {
        this.bookings = bookings;
        this.payments = payments;
        this.idempotency = idempotency;
    }

    @PostMapping("/api/station/calls")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BookingView> call(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewCall wanted) {
        return bookings.book(new Demand(
                BookingId.next().value(),
                caller,
                Idempotency.wellFormed(key),
                idempotency.digest("call", wanted),
                Demand.Want.SEAT,
                wanted.slotId(),
                wanted.beneficiaryId(),
                List.of(caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD)),
                Demand.Agreed.READ_OUT,
                wanted.details() == null ? MissingNode.getInstance() : wanted.details(),
                wanted.offerId(),
                waiver(wanted)));
    }

    /** Refuses {@code reason-missing} (422). */
    private static Demand.Waiver waiver(NewCall wanted) {
        if (wanted.setAside() == null || wanted.setAside().isEmpty()) {
            return Demand.Waiver.NONE;
        }
        if (wanted.reason() == null || wanted.reason().isBlank()) {
            throw Refusal.unprocessable("reason-missing");
        }
        return new Demand.Waiver(wanted.setAside(), wanted.reason().strip());
    }

    /** Refuses {@code already-paid} (409) when it is repeated: the cash was counted once. */
    @PostMapping("/api/station/bookings/{id}/cash")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> cashAtTheCounter(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return payments.cash(caller, id);
    }

    /** Repeating it is harmless. */
    @PostMapping("/api/station/bookings/{id}/fulfilment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> fulfil(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return payments.fulfil(caller, id);
    }
}
