/** What is due at the doors of jobs follows bookings, supplements and payments; workers take it there. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "booking", "supplement", "payment", "checkout", "dispatch"})
package community.doorstep.doormoney;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
