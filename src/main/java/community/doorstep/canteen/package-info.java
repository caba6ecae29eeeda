/** The senior canteen 长者食堂: the meals that are booked, what the kitchen cooks, the counter 核销. */
@ApplicationModule(
        allowedDependencies = {"shared", "catalog", "menu", "booking", "identity", "passes", "dispatch", "promise"})
@NullMarked
package community.doorstep.canteen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
