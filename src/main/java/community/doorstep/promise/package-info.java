/** 十分钟承诺: how soon somebody can be at the door, said before booking, kept with the job, and measured by arrival. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "dispatch"})
@NullMarked
package community.doorstep.promise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
