package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A waiting job is offered to a worker.
 *
 * @param zh why, in words for the worker
 */
public record JobOffered(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId worker,
        Instant until,
        String zh,
        String en,
        Instant at)
        implements DomainEvent {}
