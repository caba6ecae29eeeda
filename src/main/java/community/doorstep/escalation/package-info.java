/** What the house does with a job that nobody has taken: offers it, worker by worker, and climbs the station's ladder. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity", "stationrules", "workforce", "dispatch"})
@NullMarked
package community.doorstep.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
