/** Who pays what, and which fund pays the rest: price books, benefit rules, quotes, subsidy budgets, charges. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity"})
@NullMarked
package community.doorstep.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
