/** The senior canteen 长者食堂: its dated menus. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.canteen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
