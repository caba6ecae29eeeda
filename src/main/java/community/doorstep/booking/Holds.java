package community.doorstep.booking;

import community.doorstep.seats.Seats;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends unpaid holds, whichever instance made them, and frees their seats; each exactly once. */
@Component
class Holds extends Repeating {

    private static final int MOST = 200;

    Holds(
            BookingRows bookings,
            Seats seats,
            SeatReturn seatReturn,
            Outbox outbox,
            TransactionalOperator transaction,
            BookingSettings settings,
            Clock clock) {
        super(settings.expireEvery(), () -> expire(bookings, seats, seatReturn, outbox, transaction, clock));
    }

    /** Seats first, then the bookings: so does whoever cancels, moves or closes. */
    static Mono<Integer> expire(
            BookingRows bookings,
            Seats seats,
            SeatReturn seatReturn,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        Instant now = clock.instant();
        return bookings.withExpired(now, MOST)
                .filter(slots -> !slots.isEmpty())
                .flatMap(slots -> seats.lock(slots)
                        .then(Mono.defer(() -> bookings.expire(slots, now)))
                        .delayUntil(seatReturn::of)
                        .map(List::size)
                        .as(transaction::transactional))
                .doOnNext(ended -> outbox.nudge());
    }
}
