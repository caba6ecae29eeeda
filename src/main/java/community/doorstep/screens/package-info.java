/** Serves the built screens, the app under {@code /} and the admin's console under {@code /console/}, from memory. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package community.doorstep.screens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
