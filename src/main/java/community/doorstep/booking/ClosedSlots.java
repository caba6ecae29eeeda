package community.doorstep.booking;

import community.doorstep.catalog.SlotCancelled;
import community.doorstep.catalog.SlotId;
import community.doorstep.payment.Payments;
import community.doorstep.seats.Seats;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Cancels what was booked for slots that do not take place, with everything given back: some bookings in each
 * transaction, which puts the event into the outbox again while there are more. So a crash loses nothing, and whatever
 * is handled twice finds nothing left.
 */
@Component
class ClosedSlots implements EventConsumer<SlotCancelled> {

    private static final int MOST = 100;

    private final AftermathRows rows;
    private final Seats seats;
    private final SeatReturn seatReturn;
    private final Payments payments;
    private final Outbox outbox;
    private final Clock clock;

    ClosedSlots(AftermathRows rows, Seats seats, SeatReturn seatReturn, Payments payments, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.seats = seats;
        this.seatReturn = seatReturn;
        this.payments = payments;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "closed-slots";
    }

    @Override
    public Class<SlotCancelled> type() {
        return SlotCancelled.class;
    }

    @Override
    public Mono<Void> on(List<SlotCancelled> events) {
        return seats.lock(events.stream()
                        .map(event -> new SlotId(event.aggregate()))
                        .toList())
                .then(Mono.defer(() -> rows.close(events, MOST, clock.instant())))
                .delayUntil(seatReturn::of)
                .flatMap(this::refunded)
                .then(Mono.defer(() -> rows.stillBooked(events)))
                .flatMap(more -> outbox.addAll(remaining(events, more)));
    }

    private Mono<Void> refunded(List<Booking> closed) {
        return Flux.fromIterable(closed)
                .filter(booking -> booking.aftermath().refundedFen() > 0)
                .concatMap(booking -> payments.refundFor(
                        booking.community(),
                        booking.id().value(),
                        booking.aftermath().refundedFen(),
                        "活动取消，全额退款"))
                .then();
    }

    private static List<SlotCancelled> remaining(List<SlotCancelled> events, Set<SlotId> slots) {
        return events.stream()
                .filter(event -> slots.contains(new SlotId(event.aggregate())))
                .toList();
    }
}
