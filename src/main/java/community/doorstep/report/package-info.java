/** Figures of what was done, by station, service and day. Reads the tables of all; nothing depends on it. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
