package community.doorstep.workforce;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.Set;

/** Where a worker is on duty, or was last, and what the worker can do there. */
public record Shift(
        PersonId worker, StationRef at, boolean onDuty, boolean onBreak, Instant since, Set<String> skills) {

    /** On duty, and not on a break. */
    public boolean takesJobs() {
        return onDuty && !onBreak;
    }

    /** The same, off duty. */
    public Shift over() {
        return new Shift(worker, at, false, false, since, skills);
    }
}
