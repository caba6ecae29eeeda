/** Residents, workers and menus from a sheet: looked through first, written as a whole when somebody confirms. */
@ApplicationModule(allowedDependencies = {"menu", "catalog", "identity", "shared", "workforce"})
@NullMarked
package community.doorstep.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
