package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.Set;

/** Where a worker is on duty, or was last, and what the worker can do there. */
record Shift(PersonId worker, StationRef at, boolean onDuty, Instant since, Set<String> skills) {}
