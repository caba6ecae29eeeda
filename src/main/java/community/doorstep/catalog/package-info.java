/** Communities, their stations and services, and the slots that schedules make ahead. */
@ApplicationModule(allowedDependencies = {"shared", "identity"})
@NullMarked
package community.doorstep.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
