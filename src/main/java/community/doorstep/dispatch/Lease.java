package community.doorstep.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A claim that PostgreSQL is deciding, as Redis holds it.
 *
 * @param until in milliseconds
 */
record Lease(String token, String worker, long until) {

    private static final Pattern WRITTEN = Pattern.compile("([^|]+)\\|([^|]+)\\|(\\d{1,16})");

    /** Of {@code token|worker|until}; empty when it is none. */
    static Optional<Lease> read(String written) {
        Matcher parts = WRITTEN.matcher(written);
        return parts.matches()
                ? Optional.of(new Lease(parts.group(1), parts.group(2), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** Somebody may be at it; instances' clocks differ by less than a lease is long. */
    boolean isHeld(long nowMs, Duration length) {
        return until >= nowMs - length.toMillis() && until <= nowMs + 2 * length.toMillis();
    }
}
