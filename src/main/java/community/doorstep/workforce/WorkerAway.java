package community.doorstep.workforce;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker takes no more jobs: what was offered moves on.
 *
 * @param aggregate the worker
 * @param version when, in milliseconds: a later one is newer
 * @param why OFF, BREAK, MOVED to another station, or SILENT: the phone gave no sign of life
 */
public record WorkerAway(CommunityId community, UUID aggregate, long version, StationId station, String why, Instant at)
        implements DomainEvent {}
