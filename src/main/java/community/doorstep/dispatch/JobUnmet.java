package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** The worker stood before a closed door, and the job has ended with that. */
public record JobUnmet(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId resident,
        PersonId worker,
        Instant at)
        implements DomainEvent {}
