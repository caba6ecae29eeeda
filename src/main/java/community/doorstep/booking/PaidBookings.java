package community.doorstep.booking;

import community.doorstep.payment.PaymentReceived;
import community.doorstep.payment.Payments;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A payment confirms its booking; one that comes too late is refunded, never refused. */
@Component
class PaidBookings implements EventConsumer<PaymentReceived> {

    /** As whoever moves a slot locks its bookings: by id, in PostgreSQL's order. */
    private static final Comparator<PaymentReceived> IN_ORDER =
            Comparator.comparing(event -> event.aggregate().toString());

    private final BookingRows bookings;
    private final AftermathRows aftermath;
    private final Payments payments;
    private final Outbox outbox;
    private final Clock clock;

    PaidBookings(BookingRows bookings, AftermathRows aftermath, Payments payments, Outbox outbox, Clock clock) {
        this.bookings = bookings;
        this.aftermath = aftermath;
        this.payments = payments;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "paid-bookings";
    }

    @Override
    public Class<PaymentReceived> type() {
        return PaymentReceived.class;
    }

    @Override
    public Mono<Void> on(List<PaymentReceived> events) {
        return Flux.fromStream(events.stream().sorted(IN_ORDER))
                .concatMap(this::paid)
                .then();
    }

    private Mono<Void> paid(PaymentReceived event) {
        return bookings.paid(event.aggregate(), clock.instant())
                .flatMap(booking -> confirmedNow(booking).thenReturn(booking))
                .switchIfEmpty(Mono.defer(() -> tooLate(event).then(Mono.empty())))
                .then();
    }

    /** A held booking is confirmed by its payment; one that stood already stays as it is. */
    private Mono<Void> confirmedNow(Booking booking) {
        boolean wasHeld = booking.holdUntil() != null && booking.state() == BookingState.CONFIRMED;
        return wasHeld ? outbox.add(booking.confirmed()) : Mono.empty();
    }

    /** A reference that is no booking was paid for something else, and is not ours to give back. */
    private Mono<Void> tooLate(PaymentReceived event) {
        return bookings.byIds(List.of(event.aggregate()))
                .concatMap(over -> payments.refundFor(over.community(), event.aggregate(), event.amountFen(), "预约已结束")
                        .then(Mono.defer(() -> aftermath.refundedLate(over, event.amountFen()))))
                .then();
    }
}
