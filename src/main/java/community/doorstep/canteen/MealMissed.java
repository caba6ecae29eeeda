package community.doorstep.canteen;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody who had booked did not come, and had not cancelled. */
public record MealMissed(
        CommunityId community,
        UUID aggregate,
        long version,
        ServiceId service,
        StationId station,
        LocalDate day,
        PersonId person,
        PersonId bookedBy)
        implements DomainEvent {

    static MealMissed of(Meal meal) {
        return new MealMissed(
                meal.community(),
                meal.id(),
                meal.version(),
                meal.service(),
                meal.station(),
                meal.day(),
                meal.beneficiary(),
                meal.bookedBy());
    }
}
