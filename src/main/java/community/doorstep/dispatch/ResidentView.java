package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as its resident sees it.
 *
 * @param id the booking's own
 * @param worker how to call the worker who has it
 * @param minutes until the promised arrival, while somebody is on the way; at least 1, and missing while it is more than
 *     an hour: a window ends then, and nobody has said when within it
 * @param seen whether some worker's phone has shown it
 * @param arrivalCode four digits to read out to the worker at the door
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResidentView(
        JobId id,
        long version,
        JobState state,
        String title,
        PersonId resident,
        Instant startsAt,
        Instant promisedBy,
        @Nullable String worker,
        @Nullable Long minutes,
        boolean seen,
        @Nullable String arrivalCode) {

    private static final long MOST_MINUTES = 60;

    static ResidentView of(
            Job job, @Nullable String workerName, Instant now, boolean seen, @Nullable String arrivalCode) {
        return new ResidentView(
                job.id(),
                job.version(),
                job.state(),
                job.title(),
                job.resident(),
                job.startsAt(),
                job.promisedBy(),
                workerName == null ? null : calledName(workerName),
                minutes(job, now),
                seen || job.state() != JobState.WAITING && job.state() != JobState.PLANNED,
                arrivalCode);
    }

    /** The event's name on the stream. */
    String event() {
        return state == JobState.WAITING && seen ? "seen" : state.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Long minutes(Job job, Instant now) {
        long left = minutesLeft(now, job.promisedBy());
        return job.state() == JobState.ACCEPTED && left <= MOST_MINUTES ? left : null;
    }

    static long minutesLeft(Instant now, Instant promisedBy) {
        long seconds = Math.max(0, Duration.between(now, promisedBy).toSeconds());
        return Math.max(1, (seconds + 59) / 60);
    }

    /** A Chinese name becomes the surname and 师傅, as one says it; of another the first word. */
    static String calledName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            return "师傅";
        }
        int first = stripped.codePointAt(0);
        if (Character.UnicodeScript.of(first) == Character.UnicodeScript.HAN) {
            return Character.toString(first) + "师傅";
        }
        return stripped.split("\\s+")[0];
    }
}
