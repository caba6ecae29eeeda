/** A community's funds 资金: their register, what each may pay in a period, and when that runs dry. */
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
@NullMarked
package community.doorstep.funds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
