package community.doorstep.canteen;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booked meal.
 *
 * @param id the booking's
 * @param warned the menu has something that the person does not tolerate, and nobody has confirmed it
 */
record Meal(
        CommunityId community,
        UUID id,
        SlotId slot,
        ServiceId service,
        StationId station,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        PersonId beneficiary,
        PersonId bookedBy,
        Serving serving,
        MealWish wish,
        MealState state,
        boolean warned,
        @Nullable Instant eatenAt,
        long version) {

    Meal warned(boolean now) {
        return new Meal(
                community,
                id,
                slot,
                service,
                station,
                day,
                startsAt,
                endsAt,
                beneficiary,
                bookedBy,
                serving,
                wish,
                state,
                now,
                eatenAt,
                version);
    }
}
