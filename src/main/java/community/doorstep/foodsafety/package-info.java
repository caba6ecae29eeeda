/** Food samples 留样 that canteens owe: of each dish, for 48 hours, with grams and the fridge's temperature. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "menu"})
@NullMarked
package community.doorstep.foodsafety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
