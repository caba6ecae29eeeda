package community.doorstep.passes;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a tablet's clock is ahead of ours, found when it comes back; times by it are put right by that much. More
 * than ten minutes: the times are kept, and count less than those of others.
 */
public record TabletClock(Duration ahead) {

    public static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** @param tabletNow what the tablet's clock says now */
    public static TabletClock of(Instant tabletNow, Instant now) {
        return new TabletClock(Duration.between(now, tabletNow));
    }

    public boolean isWrong() {
        return ahead.abs().compareTo(TOLERANCE) > 0;
    }

    /** By our clock; what has happened has not happened later than now. */
    public Instant right(Instant tabletTime, Instant now) {
        Instant right = tabletTime.minus(ahead);
        return right.isAfter(now) ? now : right;
    }
}
