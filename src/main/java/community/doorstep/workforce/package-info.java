/** Workers: what they can do, when they are to be on duty and when they are, and roughly where. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity"})
@NullMarked
package community.doorstep.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
