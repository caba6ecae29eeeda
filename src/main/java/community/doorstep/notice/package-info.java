/** What people are told, in an inbox of their own: bookings, closures, moves, seats that came free, budgets that run low. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "canteen",
            "foodsafety",
            "lunchcare",
            "delivery",
            "identity",
            "catalog",
            "funds",
            "booking",
            "waitlist",
            "dispatch",
            "care",
            "pickup",
            "incident",
            "extras",
            "feedback",
            "streets",
            "partners",
            "payment",
            "supplement",
            "ledger"
        })
@NullMarked
package community.doorstep.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
