package community.doorstep.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room and a teacher at some times.
 *
 * @param slot the one that wants them, which does not stand in its own way; null for slots that are not there yet
 */
record Wanted(
        @Nullable UUID room,
        @Nullable UUID teacher,
        @Nullable UUID slot,
        List<Time> times) {

    record Time(Instant startsAt, Instant endsAt) {}
}
