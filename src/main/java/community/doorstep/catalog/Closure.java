package community.doorstep.catalog;

import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station, or one service of it, that is shut for some days, both included.
 *
 * @param id null in a preview
 * @param slots how many slots it has cancelled, or would cancel
 * @param endedAt when it was opened again before its time
 */
record Closure(
        @Nullable UUID id,
        StationId stationId,
        @Nullable ServiceId serviceId,
        LocalDate from,
        LocalDate to,
        String reason,
        int slots,
        @Nullable Instant endedAt) {

    /** One that has just been made has its id. */
    UUID made() {
        if (id == null) {
            throw new IllegalStateException("A preview has no id");
        }
        return id;
    }
}
