/** Compares what WeChat's bills say of a day with what was booked, and lists the differences for a person to settle. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "wechat", "payment", "ledger"})
package community.doorstep.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
