package community.doorstep.dispatch;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that Redis has otherwise than PostgreSQL.
 *
 * @param key a job, a worker for {@link Kind#BUSY}, or the stream as such for {@link Kind#EVENTS}
 * @param wanted as PostgreSQL has it, null for nothing; for {@link Kind#LEASE} the job
 * @param found as Redis has it
 */
record Difference(
        Kind kind,
        String key,
        @Nullable String wanted,
        @Nullable String found) {

    enum Kind {
        /** Open, and Redis does not know it. */
        MISSING,
        /** Redis has another version or state of it. */
        STALE,
        /** Not here in PostgreSQL, neither open nor ended. */
        EXTRA,
        /** Not in its place among what waits. */
        READY,
        /** A worker's hands. */
        BUSY,
        /** Nobody can hold it: of a job that does not wait, long over, or far ahead. */
        LEASE,
        /** Ended and never to be forgotten, or to be forgotten while it is open. */
        GONE,
        /** Some are missing, or the latest about a job tells another version than the queue has. */
        EVENTS;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A claim of a job that is known, by somebody who died at it: nothing else is wrong. */
    boolean isLeftBehind() {
        return kind == Kind.LEASE && lease().isPresent() && wanted != null;
    }

    Optional<Lease> lease() {
        return Lease.read(found == null ? "" : found);
    }
}
