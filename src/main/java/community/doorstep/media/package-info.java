/** Photos that people hand in: looked at, stripped of all but the picture, sealed, and kept in one store. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package community.doorstep.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
