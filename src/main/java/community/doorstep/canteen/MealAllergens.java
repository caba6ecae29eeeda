package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * The menu of a booked meal has something that the person does not tolerate, and nobody has confirmed that. What it is
 * is read from the meal, by whoever may.
 */
public record MealAllergens(
        CommunityId community, UUID aggregate, long version, PersonId person, PersonId bookedBy, Instant startsAt)
        implements DomainEvent {

    static MealAllergens of(Meal meal) {
        return new MealAllergens(
                meal.community(), meal.id(), meal.version(), meal.beneficiary(), meal.bookedBy(), meal.startsAt());
    }
}
