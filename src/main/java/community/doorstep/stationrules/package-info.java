/** How each station answers its jobs: mode, places, offers, escalation, opening hours, who answers at night, shares. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.stationrules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
