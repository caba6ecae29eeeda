package community.doorstep.booking;

import community.doorstep.pricing.Charge;
import community.doorstep.shared.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a demand: made, given before under the same key, or refused. */
sealed interface Decision {

    record Made(Booking booking, Charge charge) implements Decision {}

    /** The booking that the key stands for already. */
    record Repeat(UUID booking) implements Decision {}

    record Refused(Refusal reason) implements Decision {}

    static @Nullable Booking booking(Decision decision) {
        return decision instanceof Made made ? made.booking() : null;
    }
}
