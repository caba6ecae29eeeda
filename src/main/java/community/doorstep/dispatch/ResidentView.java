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
 * @param minutes until the worker is likely to be there, while somebody is on the way; at least 1, and missing while it is
 *     more than an hour: a window ends then, and nobody has said when within it
 * @param late whether the promised time is over, or will be by then
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
        boolean late,
        boolean seen,
        @Nullable String arrivalCode) {

    private static final long MOST_MINUTES = 60;
    private static final Duration WITHIN_THE_MINUTE = Duration.ofMinutes(1);

    /** @param expected when the worker will be there, if that can be told: else it is the promised time */
    static ResidentView of(
            Job job,
            @Nullable String workerName,
            Instant now,
            @Nullable Instant expected,
            boolean seen,
            @Nullable String arrivalCode) {
        return new ResidentView(
                job.id(),
                job.version(),
                job.state(),
                job.title(),
                job.resident(),
                job.startsAt(),
                job.promisedBy(),
                workerName == null ? null : calledName(workerName),
                minutes(job, now, expected),
                isLate(job, now, expected),
                seen || job.state() != JobState.WAITING && job.state() != JobState.PLANNED,
                arrivalCode);
    }

    /** The event's name on the stream. */
    String event() {
        return state == JobState.WAITING && seen ? "seen" : state.name().toLowerCase(Locale.ROOT);
    }

    /** Null unless somebody is on the way, and while it is more than an hour. */
    static @Nullable Long minutes(Job job, Instant now, @Nullable Instant expected) {
        long left = minutesLeft(now, expected == null ? job.promisedBy() : expected);
        return job.state() == JobState.ACCEPTED && left <= MOST_MINUTES ? left : null;
    }

    /** A worker who is expected within the minute of the promise is not. */
    static boolean isLate(Job job, Instant now, @Nullable Instant expected) {
        boolean awaited = job.state() == JobState.WAITING || job.state() == JobState.ACCEPTED;
        boolean over = now.isAfter(job.promisedBy());
        boolean will = job.state() == JobState.ACCEPTED
                && expected != null
                && expected.isAfter(job.promisedBy().plus(WITHIN_THE_MINUTE));
        return awaited && (over || will);
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
