package community.doorstep.pickup;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.StationId;
import java.util.UUID;

/**
 * A tablet came back with a clock that is more than ten minutes wrong.
 *
 * @param aggregate the station
 * @param aheadSeconds below zero when it is behind
 */
public record TabletClockWrong(
        CommunityId community, UUID aggregate, long version, StationId station, long aheadSeconds)
        implements DomainEvent {}
