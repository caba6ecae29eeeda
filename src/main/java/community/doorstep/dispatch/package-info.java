/** Jobs at the door: each station's queue, the workers on duty, who holds which job, and the streams that tell it. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity", "workforce", "stationrules", "ledger"})
@NullMarked
package community.doorstep.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
