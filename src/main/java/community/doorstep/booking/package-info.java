/** Bookings and the seats that they take: nobody oversold, nobody waits for nothing. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "pricing",
            "pricebook",
            "catalog",
            "identity",
            "payment",
            "seats",
            "admission",
            "waitlist",
            "wechat"
        })
@NullMarked
package community.doorstep.booking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
