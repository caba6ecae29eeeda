/** Whether somebody may have a seat: age, opening and cut-off, one place at a time, limits, pauses. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "seats"})
@NullMarked
package community.doorstep.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
