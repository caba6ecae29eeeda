/** The senior canteen 长者食堂: its dated menus, the meals that are booked, what the kitchen cooks, the counter 核销. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "booking", "identity", "passes", "dispatch", "promise"})
@NullMarked
package community.doorstep.canteen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
