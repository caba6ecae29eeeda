package community.doorstep.admission;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Where somebody's active booking has them be.
 *
 * @param sole whether the person can have the slot only once
 */
public record Engagement(
        PersonId person,
        SlotId slot,
        ServiceId service,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        boolean sole) {

    boolean overlaps(SlotSeats seats) {
        return startsAt.isBefore(seats.endsAt()) && seats.startsAt().isBefore(endsAt);
    }
}
