/** Signing in to the console: by name, password and a second factor, or by a code that staff confirm in the app. */
@ApplicationModule(allowedDependencies = {"identity", "shared"})
@NullMarked
package community.doorstep.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
