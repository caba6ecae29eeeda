/** A child's day at the care centre 托管: who is here, who is missing, leave, lateness, and the sheets of it. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "booking", "supplement", "children"})
@NullMarked
package community.doorstep.care;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
