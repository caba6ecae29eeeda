/** What happened to a child: a fall, a fever, what was done, who was told. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "booking", "children"})
@NullMarked
package community.doorstep.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
