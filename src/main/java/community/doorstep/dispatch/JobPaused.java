package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** The job goes on later: parts, a second visit, or nobody was at home. */
public record JobPaused(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId resident,
        PersonId worker,
        PauseReason reason,
        Instant resumesAt,
        Instant at)
        implements DomainEvent {}
