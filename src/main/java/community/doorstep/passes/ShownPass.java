package community.doorstep.passes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pass for the eyes of whoever may give it on.
 *
 * @param subjectId what it concerns: the child, the booking
 * @param digits six of them, to be read out
 * @param qr the text of the QR code
 */
public record ShownPass(
        PassId id,
        UUID subjectId,
        String digits,
        String qr,
        Instant validFrom,
        Instant validUntil,
        @Nullable Instant usedAt,
        @Nullable Instant withdrawnAt) {

    @Override
    public String toString() {
        return "ShownPass[" + id + "]";
    }
}
