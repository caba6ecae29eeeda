package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Whoever knows what is booked says it before slots are changed. */
public interface SlotBookings {

    /** How many bookings stand on the slots. */
    Mono<Integer> standing(CommunityId community, Collection<SlotId> slots);
}
