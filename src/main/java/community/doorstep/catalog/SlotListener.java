package community.doorstep.catalog;

import java.util.List;
import reactor.core.publisher.Mono;

/** Told of slots in the transaction that makes or closes them. */
public interface SlotListener {

    Mono<Void> made(List<Slot> slots);

    /** No more bookings from now on. */
    Mono<Void> closed(SlotId slot);
}
