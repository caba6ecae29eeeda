/** Who pays what, and which fund pays the rest: the engine, quotes, and what each booking was charged. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity", "funds", "pricebook"})
@NullMarked
package community.doorstep.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
