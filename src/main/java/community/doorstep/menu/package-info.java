/** What a canteen serves: dated menus, their dishes, allergens and diet marks, planned weeks ahead. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.menu;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
