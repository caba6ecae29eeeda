/** Takes money for a reference, through WeChat or in cash, and gives it back; each posting goes into the ledger once. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "wechat", "ledger"})
package community.doorstep.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
