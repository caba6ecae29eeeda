/** Where people pay: several things at once, for a relative, at the counter, in cash; what they paid, and cash in hand. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "catalog", "payment", "ledger", "wechat"})
package community.doorstep.checkout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
