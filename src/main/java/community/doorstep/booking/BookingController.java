package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.payment.PaymentRequest;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.EntryId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Booking for oneself and one's family. */
@RestController
@RequestMapping("/api/bookings")
class BookingController {

    /**
     * @param beneficiaryId for whom; the caller when left out
     * @param quote the token of the price that was agreed
     * @param details what the kind of service asks for: a repair's category and address
     * @param offerId the place on the waitlist whose offered seat is taken
     */
    record NewBooking(
            @NotNull SlotId slotId,
            @Nullable PersonId beneficiaryId,
            @NotBlank @Size(max = 2000) String quote,
            @Nullable JsonNode details,
            @Nullable EntryId offerId) {

        @Override
        public String toString() {
            return "NewBooking[" + slotId + "]";
        }
    }

    /**
     * @param refundFen what the person was told; when it would be less now, nothing happens
     * @param fullRefund everything back, because it is the community's fault: admins and station leads, with a reason
     */
    record Cancellation(
            @Nullable @PositiveOrZero Long refundFen,
            @Nullable Boolean fullRefund,
            @Nullable @Size(max = 200) String reason) {

        static final Cancellations.Wish PLAIN = new Cancellations.Wish(null, false, "");

        Cancellations.Wish wish() {
            return new Cancellations.Wish(
                    refundFen, Boolean.TRUE.equals(fullRefund), reason == null ? "" : reason.strip());
        }
    }

    private final Bookings bookings;
    private final Cancellations cancellations;
    private final BookingPayments payments;
    private final Idempotency idempotency;

    BookingController(
            Bookings bookings, Cancellations cancellations, BookingPayments payments, Idempotency idempotency) {
        this.bookings = bookings;
        this.cancellations = cancellations;
        this.payments = payments;
        this.idempotency = idempotency;
    }

    /** Free of charge it is confirmed at once; else it is held until it is paid, or paid at the door. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BookingView> book(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewBooking wanted) {
        caller.mustBeReachable();
        return bookings.book(new Demand(
                BookingId.next().value(),
                caller,
                Idempotency.wellFormed(key),
                idempotency.digest("book", wanted),
                Demand.Want.SEAT,
                wanted.slotId(),
                wanted.beneficiaryId() == null ? caller.person() : wanted.beneficiaryId(),
                null,
                new Demand.Agreed(wanted.quote(), null),
                wanted.details() == null ? MissingNode.getInstance() : wanted.details(),
                wanted.offerId(),
                Demand.Waiver.NONE));
    }

    @GetMapping
    Mono<Page<BookingView>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return bookings.mine(caller, Page.before(cursor), Page.size(size));
    }

    @GetMapping("/{id}")
    Mono<BookingView> one(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return bookings.visible(caller, id);
    }

    /** What a cancellation would give back now, to be told before it is confirmed. */
    @GetMapping("/{id}/cancellation")
    Mono<CancellationTerms> cancellation(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return cancellations.terms(caller, id);
    }

    /** Repeating it is harmless. The body may be left out. */
    @PostMapping("/{id}/cancellation")
    Mono<BookingView> cancel(
            @AuthenticationPrincipal Caller caller,
            @PathVariable BookingId id,
            @Valid @RequestBody(required = false) @Nullable Cancellation wanted) {
        return cancellations.cancel(caller, id, wanted == null ? Cancellation.PLAIN : wanted.wish());
    }

    /** What {@code wx.requestPayment} takes; asked again, the same order while it is open. */
    @PostMapping("/{id}/payment")
    Mono<PaymentRequest> pay(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return payments.prepay(caller, id);
    }
}
