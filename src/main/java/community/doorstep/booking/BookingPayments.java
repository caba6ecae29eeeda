package community.doorstep.booking;

import community.doorstep.payment.Bill;
import community.doorstep.payment.PaymentRequest;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Paying for a booking: with WeChat by its people, in cash with staff. The amount is the booking's, never sent. */
@Component
class BookingPayments {

    private final Bookings bookings;
    private final BookingRows rows;
    private final Attendance attendance;
    private final BookingPayables payables;
    private final Payments payments;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;

    BookingPayments(
            Bookings bookings,
            BookingRows rows,
            Attendance attendance,
            BookingPayables payables,
            Payments payments,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached) {
        this.bookings = bookings;
        this.rows = rows;
        this.attendance = attendance;
        this.payables = payables;
        this.payments = payments;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
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

    /** Cash at the counter, taken by staff of the booking's community. */
    Mono<Void> cash(Caller caller, BookingId id) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD);
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
                .flatMap(booking -> attendance.came(caller.person(), booking))
                .filter(Attendance.Came::counts)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("booking-over")))
                .then();
        return detached.run(work.as(transaction::transactional)).doOnSuccess(done -> outbox.nudge());
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
