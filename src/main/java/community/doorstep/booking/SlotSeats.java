package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The seats of a slot, and what a decision about them needs. */
record SlotSeats(
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
        long version) {

    int left() {
        return capacity - taken;
    }
}
