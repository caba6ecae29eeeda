package community.doorstep.booking;

import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a booking after it was made.
 *
 * @param movedAt when its slot was moved, the last time
 * @param cause why it was cancelled
 * @param reason what staff said about it; empty when nothing
 * @param refundedFen how much is given back of what was paid
 */
record Aftermath(@Nullable Instant movedAt, @Nullable CancellationCause cause, String reason, long refundedFen) {

    static final Aftermath NONE = new Aftermath(null, null, "", 0);

    static Aftermath of(Readable row) {
        String cause = row.get("end_cause", String.class);
        return new Aftermath(
                Rows.instantOrNull(row, "moved_at"),
                cause == null ? null : CancellationCause.valueOf(cause),
                Rows.text(row, "end_reason"),
                Rows.number(row, "refunded_fen"));
    }
}
