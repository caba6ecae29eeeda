package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** The worker is at the door. */
public record JobArrived(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId resident,
        PersonId worker,
        Instant at)
        implements DomainEvent {}
