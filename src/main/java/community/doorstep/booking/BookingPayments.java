package community.doorstep.booking;

import community.doorstep.payment.Bill;
import community.doorstep.payment.PaymentRequest;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Paying for a booking: with WeChat by its people, in cash with staff. The amount is the booking's, never sent. */
@Component
class BookingPayments {

    private static final Duration CORRECTED_WITHIN = Duration.ofDays(7);

    private final Bookings bookings;
    private final BookingRows rows;
    private final AbsenceRows absences;
    private final BookingPayables payables;
    private final Payments payments;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    BookingPayments(
            Bookings bookings,
            BookingRows rows,
            AbsenceRows absences,
            BookingPayables payables,
            Payments payments,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.bookings = bookings;
        this.rows = rows;
        this.absences = absences;
        this.payables = payables;
        this.payments = payments;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /**
     * What {@code wx.requestPayment} takes. Refuses {@code booking-unknown} (404), {@code nothing-to-pay}, {@code
     * already-paid}, {@code booking-over} (409).
     */
    Mono<PaymentRequest> prepay(Caller caller, BookingId id) {
        return bookings.rights(caller)
                .flatMap(rights -> rows.visible(id, new Rights(rights.caller(), rights.people(), new UUID[0])))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .map(this::payable)
                .flatMap(booking -> bill(booking, caller))
                .flatMap(payments::prepay);
    }

    /** Cash at the counter or the door, taken by staff of the booking's community. */
    Mono<Void> cash(Caller caller, BookingId id) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD, Role.WORKER);
        Mono<Void> work = rows.visible(id, Rights.staff(communities))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .map(this::payable)
                .flatMap(payables::payable)
                .map(payable -> payable.bill(payable.forWhom()))
                .flatMap(bill -> payments.cashReceived(bill, caller.person()))
                .then();
        return detached.run(work.as(transaction::transactional)).doOnSuccess(done -> outbox.nudge());
    }

    /**
     * The meal was eaten, the child was there; money that is still due stays due. For a week it also puts right who was
     * marked as absent. Refuses {@code booking-unknown} (404), {@code booking-over} (409).
     */
    Mono<Void> fulfil(Caller caller, BookingId id) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.TEACHER, Role.OPERATOR, Role.STATION_LEAD);
        Mono<Void> work = rows.visible(id, Rights.staff(communities))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .flatMap(booking -> fulfil(caller, booking));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Void> fulfil(Caller caller, Booking booking) {
        return switch (booking.state()) {
            case CONFIRMED -> given(caller, booking);
            case FULFILLED -> Mono.empty();
            case NO_SHOW -> cameAfterAll(caller, booking);
            case HELD, CANCELLED, EXPIRED -> Mono.error(() -> Refusal.conflict("booking-over"));
        };
    }

    private Mono<Void> given(Caller caller, Booking booking) {
        return bookings.fulfilled(booking.id().value())
                .then(Mono.defer(() -> audit.note(
                        caller.person(),
                        booking.community(),
                        "booking-fulfilled",
                        booking.id().value(),
                        "")));
    }

    private Mono<Void> cameAfterAll(Caller caller, Booking booking) {
        return absences.cameAfterAll(booking, clock.instant().minus(CORRECTED_WITHIN))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("booking-over")))
                .delayUntil(put -> outbox.add(put.fulfilled()))
                .flatMap(put -> audit.note(
                        caller.person(),
                        put.community(),
                        "no-show-corrected",
                        put.id().value(),
                        ""));
    }

    private Booking payable(Booking booking) {
        String obstacle = payables.obstacle(booking);
        if (obstacle != null) {
            throw Refusal.conflict(obstacle);
        }
        return booking;
    }

    private Mono<Bill> bill(Booking booking, Caller payer) {
        return payables.payable(booking).map(payable -> payable.bill(payer.person()));
    }
}
