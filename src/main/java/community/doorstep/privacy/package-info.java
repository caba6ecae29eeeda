/** Everything that the house keeps of a person, given to them or forgotten. */
@ApplicationModule(allowedDependencies = {"shared", "identity"})
@NullMarked
package community.doorstep.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
