/** The seats of slots: how many are taken, how many people wait, and what is open to everyone. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.seats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
