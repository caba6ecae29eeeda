package community.doorstep.lunchcare;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * What was heard.
 *
 * @param asked who was called
 * @param note sealed at rest
 */
record LunchAnswer(UUID id, Asked asked, Said answer, String note, PersonId by, Instant at) {

    /** In the order in which they are called. */
    enum Asked {
        FAMILY,
        NEIGHBOUR,
        /** Somebody of the station goes there. */
        STATION
    }

    enum Said {
        NOT_REACHED,
        WELL,
        NEEDS_HELP,
        HELPED,
        /** They came after all; the counter said so. */
        CAME
    }

    @Override
    public String toString() {
        return "LunchAnswer[" + answer + "]";
    }
}
