/** Fetching a child 接送: who may, who may not, one-time passes, and what tablets let pass while they were alone. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "booking", "children", "care", "passes"})
@NullMarked
package community.doorstep.pickup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
