/** Repair calls 报修: what a resident must say, and the job that a confirmed call becomes. */
@ApplicationModule(
        allowedDependencies = {"shared", "catalog", "booking", "dispatch", "identity", "media", "promise", "screening"})
@NullMarked
package community.doorstep.repair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
