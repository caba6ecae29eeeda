package community.doorstep.booking;

import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotListener;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Bookings move with their slot, in the transaction that moves it, and their people are told. */
@Component
class MovedBookings implements SlotListener {

    private final Seats seats;
    private final AftermathRows rows;
    private final Outbox outbox;
    private final Clock clock;

    MovedBookings(Seats seats, AftermathRows rows, Outbox outbox, Clock clock) {
        this.seats = seats;
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** With the seats locked nobody books for the old time any more. */
    @Override
    public Mono<Void> moved(Slot slot) {
        return seats.lock(List.of(slot.id()))
                .then(Mono.defer(() -> rows.move(slot, clock.instant())))
                .flatMap(moved -> outbox.addAll(
                        moved.stream().map(AftermathRows.Moved::event).toList()));
    }

    @Override
    public Mono<Void> made(List<Slot> slots) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closed(SlotId slot) {
        return Mono.empty();
    }
}
