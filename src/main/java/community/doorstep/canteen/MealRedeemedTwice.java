package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** A tablet that was alone let a meal pass that was handed out already, or was off. */
public record MealRedeemedTwice(
        CommunityId community, UUID aggregate, long version, StationId station, UUID redemption, Instant at)
        implements DomainEvent {}
