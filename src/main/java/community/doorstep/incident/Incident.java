package community.doorstep.incident;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log; it is never changed.
 *
 * @param corrects the entry that it puts right
 */
record Incident(
        UUID id,
        StationId stationId,
        PersonId childId,
        IncidentKind kind,
        Instant at,
        Said said,
        @Nullable UUID corrects,
        PersonId recordedBy,
        Instant recordedAt) {

    /** @param told who was told, and how */
    record Said(String what, String done, String told) {
        @Override
        public String toString() {
            return "Said[…]";
        }
    }
}
