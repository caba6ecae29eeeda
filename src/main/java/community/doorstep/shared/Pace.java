package community.doorstep.shared;

/**
 * How many may pass a door: so many a minute on average, a whole minute's worth at once (GCRA; the same sums as
 * pace.lua). All that is kept of the past is the moment at which the next one is due.
 */
record Pace(int perMinute) {

    static final long PERIOD_MS = 60_000;

    /** Whole milliseconds until one more may pass. */
    long waitMs(double dueMs, long nowMs) {
        return Math.max(0, (long) Math.ceil(next(dueMs, nowMs) - PERIOD_MS - nowMs));
    }

    /** When the next is due once one more has passed. */
    double next(double dueMs, long nowMs) {
        // More than a period ahead: written under a clock that has since been set back.
        boolean past = dueMs < nowMs || dueMs > nowMs + PERIOD_MS;
        return (past ? nowMs : dueMs) + intervalMs();
    }

    double intervalMs() {
        return (double) PERIOD_MS / perMinute;
    }
}
