package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;

/** A dated piece of a service. How many seats are left is booking's to say. */
public record Slot(
        SlotId id,
        CommunityId communityId,
        ServiceId serviceId,
        StationId stationId,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        Instant cutOffAt,
        int capacity,
        String activity) {}
