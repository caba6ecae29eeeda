package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/**
 * One of several bookings that another module asks for.
 *
 * @param key what tells a repeat of this very one; the caller's own
 * @param quote the price that was agreed; null when {@code atMostFen} says what was
 */
public record Wanted(
        Caller caller,
        String key,
        SlotId slot,
        PersonId beneficiary,
        @Nullable String quote,
        @Nullable Long atMostFen) {

    Demand demand() {
        return new Demand(
                BookingId.next().value(),
                caller,
                key,
                slot + "/" + beneficiary,
                Demand.Want.SEAT,
                slot,
                beneficiary,
                null,
                new Demand.Agreed(quote, atMostFen),
                MissingNode.getInstance(),
                null,
                Demand.Waiver.NONE);
    }
}
