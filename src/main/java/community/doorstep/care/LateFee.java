package community.doorstep.care;

import community.doorstep.shared.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * What being fetched late costs: so much for each step begun after the grace, to a limit.
 *
 * @param stepMinutes how long a step is
 */
record LateFee(int graceMinutes, int stepMinutes, long stepFen, long mostFen) {

    static final LateFee NONE = new LateFee(0, 1, 0, 0);

    Money of(Instant endsAt, Instant leftAt) {
        long seconds = Duration.between(endsAt, leftAt).toSeconds() - graceMinutes * 60L;
        if (seconds <= 0) {
            return Money.ZERO;
        }
        long steps = (seconds + stepMinutes * 60L - 1) / (stepMinutes * 60L);
        return Money.fen(steps * stepFen).atMost(Money.fen(mostFen));
    }

    /** Whole minutes, begun ones counted. */
    static long minutes(Instant endsAt, Instant leftAt) {
        return Math.max(0, (Duration.between(endsAt, leftAt).toSeconds() + 59) / 60);
    }
}
