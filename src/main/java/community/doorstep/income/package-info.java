/**
 * Who has earned what: what people and funds pay for a service that was given, what stays of a cancellation, of a seat
 * that nobody came for, and of what is paid beyond a booking is shared between station, operator and community.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "ledger", "payment", "pricing", "booking", "supplement", "catalog"})
package community.doorstep.income;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
