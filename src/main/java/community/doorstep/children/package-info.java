/** The children of a care centre 托管: their cards, groups and guardians, and which staff look after them. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "booking", "media"})
@NullMarked
package community.doorstep.children;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
