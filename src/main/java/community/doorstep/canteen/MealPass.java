package community.doorstep.canteen;

import community.doorstep.passes.NewPass;
import community.doorstep.passes.PassId;
import community.doorstep.shared.TimeSlot;
import java.time.Duration;

/** The pass of a meal: made when somebody looks at it first, at the latest before its sitting. */
final class MealPass {

    static final String PURPOSE = "MEAL";

    /** How long before and after the sitting it is good. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    private MealPass() {}

    static NewPass of(Meal meal) {
        return new NewPass(
                new PassId(meal.id()),
                meal.community(),
                meal.station(),
                PURPOSE,
                meal.id(),
                meal.bookedBy(),
                meal.day(),
                new TimeSlot(meal.startsAt().minus(AROUND), meal.endsAt().plus(AROUND)));
    }
}
