/** Pictures of what was done at a door: taken by the worker before the job is completed, for those whom it concerns. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "media", "dispatch"})
@NullMarked
package community.doorstep.jobphotos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
