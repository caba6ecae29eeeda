package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * A meal that is taken away stands ready.
 *
 * @param until when the sitting ends
 */
public record MealReady(
        CommunityId community, UUID aggregate, long version, PersonId person, PersonId bookedBy, Instant until)
        implements DomainEvent {

    static MealReady of(Meal meal) {
        return new MealReady(
                meal.community(), meal.id(), meal.version(), meal.beneficiary(), meal.bookedBy(), meal.endsAt());
    }
}
