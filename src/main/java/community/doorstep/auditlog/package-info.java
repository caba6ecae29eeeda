/** What staff did and whose data they read, for admins to look through. */
@ApplicationModule(allowedDependencies = {"identity", "shared"})
@NullMarked
package community.doorstep.auditlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
