package community.doorstep.dispatch;

import java.time.Duration;
import java.time.Instant;

/** Where a job stands. */
public enum JobState {
    /** Booked for later: opens for workers shortly before it begins. */
    PLANNED,
    WAITING,
    ACCEPTED,
    ARRIVED,
    /** To be gone on with later, by the same worker: parts, a second visit, nobody was at home. */
    PAUSED,
    DONE,
    /** Ended at a closed door. */
    NOBODY_HOME,
    CANCELLED;

    boolean canBecome(JobState next) {
        return switch (this) {
            case PLANNED -> next == WAITING || next == CANCELLED;
            case WAITING -> next == ACCEPTED || next == PLANNED || next == CANCELLED;
            case ACCEPTED -> next == ARRIVED || next == WAITING || next == CANCELLED;
            case ARRIVED ->
                next == DONE
                        || next == NOBODY_HOME
                        || next == PAUSED
                        || next == ACCEPTED
                        || next == WAITING
                        || next == CANCELLED;
            case PAUSED -> next == ACCEPTED || next == WAITING || next == CANCELLED;
            case DONE, NOBODY_HOME, CANCELLED -> false;
        };
    }

    public boolean inHand() {
        return this == ACCEPTED || this == ARRIVED;
    }

    public boolean ended() {
        return this == DONE || this == NOBODY_HOME || this == CANCELLED;
    }

    /** How a new job begins: what starts later than soon is planned. */
    static JobState atPosting(Instant now, Instant startsAt, Duration soon) {
        return startsAt.isAfter(now.plus(soon)) ? PLANNED : WAITING;
    }
}
