package community.doorstep.foodsafety;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a dish.
 *
 * @param fridgeTenths tenths of a degree Celsius
 * @param fridgeWrong the fridge was not between 0 and 8 degrees
 * @param overdue kept for more than 48 hours and a day without a word
 */
record FoodSample(
        UUID id,
        ServiceId serviceId,
        LocalDate day,
        String dish,
        int grams,
        int fridgeTenths,
        boolean fridgeWrong,
        PersonId takenBy,
        Instant takenAt,
        Instant keepUntil,
        boolean overdue,
        @Nullable PersonId disposedBy,
        @Nullable Instant disposedAt) {

    /** As the food safety rules for collective canteens have it. */
    static final Duration KEPT = Duration.ofHours(48);

    static final int FEWEST_GRAMS = 125;
    static final int COLDEST_TENTHS = 0;
    static final int WARMEST_TENTHS = 80;

    /** How long after the 48 hours it is to be noted that it was disposed of. */
    static final Duration NOTED_WITHIN = Duration.ofHours(24);

    static boolean isWrong(int fridgeTenths) {
        return fridgeTenths < COLDEST_TENTHS || fridgeTenths > WARMEST_TENTHS;
    }

    static boolean isOverdue(Instant takenAt, @Nullable Instant disposedAt, Instant now) {
        return disposedAt == null && takenAt.plus(KEPT).plus(NOTED_WITHIN).isBefore(now);
    }
}
