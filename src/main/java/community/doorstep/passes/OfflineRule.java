package community.doorstep.passes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a use counts that becomes known late: the first in time is the one, in whatever order tablets come back. A
 * tablet checks windows by its own clock, so that as much is let pass as that may be wrong.
 */
final class OfflineRule {

    private OfflineRule() {}

    /**
     * @param at by our clock
     * @param doubtful whether the tablet's clock was wrong: then a use that is known stands
     */
    static PassOutcome decide(Pass pass, Instant at, boolean doubtful) {
        Instant withdrawn = pass.withdrawnAt();
        if (withdrawn != null && !at.isBefore(withdrawn)) {
            return PassOutcome.WITHDRAWN;
        }
        if (at.isBefore(pass.validFrom().minus(TabletClock.TOLERANCE))
                || at.isAfter(pass.validUntil().plus(TabletClock.TOLERANCE))) {
            return PassOutcome.OUTSIDE_WINDOW;
        }
        return counts(pass.usedAt(), at, doubtful) ? PassOutcome.ACCEPTED : PassOutcome.CONFLICT;
    }

    private static boolean counts(@Nullable Instant used, Instant at, boolean doubtful) {
        return used == null || (at.isBefore(used) && !doubtful);
    }
}
