package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hop that the house makes with a job.
 *
 * @param what as the history names it
 * @param rung where it stands afterwards
 * @param cause why, as {@link HopCause} knows it
 * @param openToAll whether everybody may claim it from now on
 * @param guests stations that are called to help, besides those that are already
 * @param ring whose telephones ring
 * @param dueAt when to look next; null: no more
 */
public record Climb(
        HopKind what,
        int rung,
        String cause,
        boolean openToAll,
        List<StationRef> guests,
        List<PersonId> ring,
        @Nullable Instant dueAt) {}
