/** How many portions the coming days will want, and how far such a guess was off before. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "canteen"})
@NullMarked
package community.doorstep.portions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
