package community.doorstep.dispatch;

import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a worker's step happened: by the phone, which may have been offline, within bounds.
 *
 * @param ahead how far a phone's clock may be ahead of ours, and behind in its own order of steps
 * @param back how old a step may be
 */
record StepTime(Duration ahead, Duration back) {

    /** Never after now. Refuses {@code time-in-future}, {@code time-too-old} (400). */
    Instant judged(@Nullable Instant said, Instant now) {
        if (said == null) {
            return now;
        }
        if (said.isAfter(now.plus(ahead))) {
            throw Refusal.badRequest("time-in-future");
        }
        if (said.isBefore(now.minus(back))) {
            throw Refusal.badRequest("time-too-old");
        }
        return said.isAfter(now) ? now : said;
    }

    /** Whether it may follow what happened before. */
    boolean follows(Instant step, @Nullable Instant before) {
        return before == null || !step.isBefore(before.minus(ahead));
    }
}
