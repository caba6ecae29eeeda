package community.doorstep.passes;

import community.doorstep.shared.Refusal;
import java.time.Duration;

/** What becomes of a use. */
public enum PassOutcome {
    ACCEPTED,
    /** Not a pass of this station, day and purpose, or forged. */
    UNKNOWN,
    /** Used already: with us. */
    USED,
    /** Used already, as is found out when a tablet comes back: it has happened twice. */
    CONFLICT,
    OUTSIDE_WINDOW,
    WITHDRAWN,
    /** Too many wrong digits by the same person. */
    TRIES_EXHAUSTED;

    private static final Duration COOL_DOWN = Duration.ofMinutes(10);

    /** Of an outcome that is none of {@link #ACCEPTED}. */
    public Refusal refusal() {
        return switch (this) {
            case USED, CONFLICT -> Refusal.conflict("pass-used");
            case OUTSIDE_WINDOW -> Refusal.conflict("pass-outside-window");
            case WITHDRAWN -> Refusal.conflict("pass-withdrawn");
            case TRIES_EXHAUSTED -> Refusal.tooMany("pass-tries-exhausted", COOL_DOWN);
            case UNKNOWN, ACCEPTED -> Refusal.notFound("pass-unknown");
        };
    }
}
