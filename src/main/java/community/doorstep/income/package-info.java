/** Who has earned what: when a service was given, its price is shared between station, operator and community. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "ledger", "payment", "pricing", "booking", "catalog"})
package community.doorstep.income;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
