package community.doorstep.dispatch;

import java.time.Duration;
import java.time.Instant;

/** Where a job stands. */
enum JobState {
    /** Booked for later: opens for workers shortly before it begins. */
    PLANNED,
    WAITING,
    ACCEPTED,
    ARRIVED,
    DONE,
    CANCELLED;

    boolean canBecome(JobState next) {
        return switch (this) {
            case PLANNED -> next == WAITING || next == CANCELLED;
            case WAITING -> next == ACCEPTED || next == CANCELLED;
            case ACCEPTED -> next == ARRIVED || next == WAITING || next == CANCELLED;
            case ARRIVED -> next == DONE || next == WAITING || next == CANCELLED;
            case DONE, CANCELLED -> false;
        };
    }

    boolean inHand() {
        return this == ACCEPTED || this == ARRIVED;
    }

    boolean ended() {
        return this == DONE || this == CANCELLED;
    }

    /** How a new job begins: what starts later than soon is planned. */
    static JobState atPosting(Instant now, Instant startsAt, Duration soon) {
        return startsAt.isAfter(now.plus(soon)) ? PLANNED : WAITING;
    }
}
