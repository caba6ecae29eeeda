package community.doorstep.booking;

import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends unpaid holds, whichever instance made them, and frees their seats; each exactly once. */
@Component
class Holds extends Repeating {

    private static final int MOST = 200;

    Holds(
            BookingRows bookings,
            SeatReturn seatReturn,
            Outbox outbox,
            TransactionalOperator transaction,
            BookingSettings settings,
            Clock clock) {
        super(settings.expireEvery(), () -> expire(bookings, seatReturn, outbox, transaction, clock));
    }

    static Mono<Integer> expire(
            BookingRows bookings,
            SeatReturn seatReturn,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        return bookings.expire(clock.instant(), MOST)
                .flatMap(ended -> seatReturn.of(ended).thenReturn(ended.size()))
                .as(transaction::transactional)
                .doOnNext(ended -> outbox.nudge());
    }
}
