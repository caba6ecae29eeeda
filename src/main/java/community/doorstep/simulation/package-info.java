/** What a draft would have done to bookings of the past: who pays more or less, and when funds would have run dry. */
@ApplicationModule(allowedDependencies = {"shared", "catalog", "pricebook", "funds", "pricing"})
@NullMarked
package community.doorstep.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
