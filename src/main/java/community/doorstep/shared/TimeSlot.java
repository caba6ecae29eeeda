package community.doorstep.shared;

import java.time.Duration;
import java.time.Instant;

/** A span of time, half-open: it holds its start and not its end, so that neighbours do not overlap. */
public record TimeSlot(Instant start, Instant end) {

    public TimeSlot {
        if (!start.isBefore(end)) {
            throw Refusal.unprocessable("time-slot-empty");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    public boolean overlaps(TimeSlot other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
