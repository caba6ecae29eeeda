package community.doorstep.booking;

import community.doorstep.shared.Caller;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Leave from something booked: in time it is a cancellation by the service's rules; later the booking stands. */
@Component
public class Leave {

    /** @param refundedFen what is given back; 0 when it was too late */
    public record Taken(boolean cancelled, long refundedFen) {}

    private final Cancellations cancellations;
    private final Clock clock;

    Leave(Cancellations cancellations, Clock clock) {
        this.cancellations = cancellations;
        this.clock = clock;
    }

    /** In a transaction of its own; refuses {@code booking-unknown} (404), {@code not-cancellable} (409). */
    public Mono<Taken> take(Caller caller, BookingId id) {
        return cancellations
                .terms(caller, id)
                .filter(terms -> clock.instant().isBefore(terms.shareUntil()))
                .flatMap(terms -> cancellations.cancel(caller, id, Cancellations.Wish.PLAIN))
                .map(cancelled -> new Taken(true, cancelled.refundedFen()))
                .defaultIfEmpty(new Taken(false, 0));
    }
}
