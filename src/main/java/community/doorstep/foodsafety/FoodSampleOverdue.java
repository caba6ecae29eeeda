package community.doorstep.foodsafety;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.UUID;

/** Three days have passed, and nobody has noted that a sample was disposed of. */
public record FoodSampleOverdue(
        CommunityId community, UUID aggregate, long version, StationId station, ServiceId service, LocalDate day)
        implements DomainEvent {}
