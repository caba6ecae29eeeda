/** Errands 代办 that partner merchants 合作商户 run: asked for by booking, made ready, handed over at the counter or door. */
@ApplicationModule(
        allowedDependencies = {"shared", "catalog", "booking", "dispatch", "identity", "promise", "screening"})
@NullMarked
package community.doorstep.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
