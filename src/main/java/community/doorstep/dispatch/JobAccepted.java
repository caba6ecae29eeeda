package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** A worker took a job. */
public record JobAccepted(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId resident,
        PersonId worker,
        Instant at)
        implements DomainEvent {}
