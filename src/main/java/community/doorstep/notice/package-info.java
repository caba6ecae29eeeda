/** What people are told, in an inbox of their own: bookings, closures, moves, seats that came free. */
@ApplicationModule(allowedDependencies = {"shared", "wechat", "identity", "catalog", "booking", "waitlist"})
@NullMarked
package community.doorstep.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
