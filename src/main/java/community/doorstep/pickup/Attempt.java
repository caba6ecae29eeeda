package community.doorstep.pickup;

import community.doorstep.care.Attendance;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param child null when nobody knows for whom they came
 * @param who the id of guardian, listed person or pass
 * @param at by our clock; {@code tabletAt} null: with us
 */
record Attempt(
        UUID id,
        CommunityId community,
        StationId station,
        @Nullable PersonId child,
        Way way,
        @Nullable UUID who,
        Instant at,
        @Nullable Instant tabletAt,
        PersonId by) {

    /** What became of it; an empty code: the child was fetched. */
    record Outcome(Attempt attempt, @Nullable Attendance stay, String code) {

        boolean accepted() {
            return code.isEmpty();
        }
    }

    Outcome refused(String code) {
        return new Outcome(this, null, code);
    }
}
