package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of several bookings that were asked for: made, or refused.
 *
 * @param booking null when it was refused
 */
public record Settled(
        SlotId slot, @Nullable UUID booking, @Nullable Refusal refusal) {

    static Settled of(Demand demand, Decision decision) {
        if (decision instanceof Decision.Made made) {
            return new Settled(demand.slot(), made.booking().id().value(), null);
        }
        if (decision instanceof Decision.Repeat repeat) {
            return new Settled(demand.slot(), repeat.given(), null);
        }
        if (decision instanceof Decision.Refused refused) {
            return new Settled(demand.slot(), null, refused.reason());
        }
        throw new IllegalStateException("A seat was answered with a place in line");
    }
}
