/** What is to be paid beyond a booking: a repair's parts, a late fee. Asked for by the module that knows why. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "payment"})
package community.doorstep.supplement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
