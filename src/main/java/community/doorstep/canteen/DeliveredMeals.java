package community.doorstep.canteen;

import community.doorstep.booking.Attendance;
import community.doorstep.dispatch.StopEnded;
import community.doorstep.shared.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What became of meals at the door; a door that stayed shut is a meal that was missed. In the transaction of the event. */
@Component
class DeliveredMeals {

    private final MealRows rows;
    private final MissedRows missed;
    private final Attendance attendance;
    private final Outbox outbox;

    DeliveredMeals(MealRows rows, MissedRows missed, Attendance attendance, Outbox outbox) {
        this.rows = rows;
        this.missed = missed;
        this.attendance = attendance;
        this.outbox = outbox;
    }

    /** Doors of other runs than ours change nothing here. */
    Mono<Void> ended(StopEnded stop) {
        return rows.locked(stop.reference(), new UUID[] {stop.community().value()})
                .flatMap(meal -> stop.delivered() ? eaten(meal, stop) : missed(meal));
    }

    private Mono<Void> eaten(Meal meal, StopEnded stop) {
        return rows.eaten(meal, stop.at(), "DELIVERY", stop.worker())
                .delayUntil(eaten -> attendance.came(stop.worker(), eaten.id()))
                .flatMap(eaten -> outbox.add(new MealEaten(
                        eaten.community(),
                        eaten.id(),
                        eaten.version(),
                        eaten.beneficiary(),
                        stop.worker(),
                        stop.at())));
    }

    private Mono<Void> missed(Meal meal) {
        return missed.missed(meal.id()).flatMap(shut -> outbox.add(MealMissed.of(shut)));
    }
}
