package community.doorstep.catalog;

import java.util.List;
import reactor.core.publisher.Mono;

/** Told of slots in the transaction that makes, closes, cancels or moves them. */
public interface SlotListener {

    Mono<Void> made(List<Slot> slots);

    /** No more bookings from now on; those that were cancelled are also told of by {@link SlotCancelled}. */
    Mono<Void> closed(List<SlotId> slots);

    /** The slot as it is now: another time, room or activity. */
    default Mono<Void> moved(Slot slot) {
        return Mono.empty();
    }
}
