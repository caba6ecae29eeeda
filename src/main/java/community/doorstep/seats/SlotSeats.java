package community.doorstep.seats;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a slot, and what a decision about them needs.
 *
 * @param taken active bookings and open offers
 * @param waiting how many stand in line without an offer
 * @param nextNumber what the next in line gets
 * @param filled whether it was full once
 * @param lotsUntil until when entries for a draw are taken; null when there is none, or it was drawn
 */
public record SlotSeats(
        CommunityId community,
        SlotId slot,
        ServiceId service,
        StationId station,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant opensAt,
        Instant cutOffAt,
        String activity,
        int capacity,
        int taken,
        boolean closed,
        int waiting,
        int nextNumber,
        boolean filled,
        @Nullable Instant lotsUntil,
        long version) {

    public int left() {
        return capacity - taken;
    }

    /** Seats for whoever asks: none while others stand in line for them, or a draw is to come. */
    public int free() {
        return waiting > 0 || lotsUntil != null ? 0 : left();
    }

    /** Whether offers can still be made. */
    public boolean takesBookings(Instant now) {
        return !closed && now.isBefore(cutOffAt);
    }
}
