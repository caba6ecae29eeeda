package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dated piece of a service. How many seats are left is booking's to say.
 *
 * @param opensAt when its booking opens; null: it is open already
 */
public record Slot(
        SlotId id,
        CommunityId communityId,
        ServiceId serviceId,
        StationId stationId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant opensAt,
        Instant cutOffAt,
        int capacity,
        String activity) {}
