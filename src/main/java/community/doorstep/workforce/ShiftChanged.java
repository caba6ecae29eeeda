package community.doorstep.workforce;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker on duty came, is back from a break, or was given or taken skills: other jobs are for them now.
 *
 * @param aggregate the worker
 * @param version when, in milliseconds: a later one is newer
 */
public record ShiftChanged(CommunityId community, UUID aggregate, long version, StationId station, Instant at)
        implements DomainEvent {}
