/** Price books 价目: what services cost, who has which benefit; drafted, checked, compared, published. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "identity", "funds"})
@NullMarked
package community.doorstep.pricebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
