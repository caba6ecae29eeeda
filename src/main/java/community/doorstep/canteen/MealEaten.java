package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/** A meal was handed out; perhaps heard of later, from a tablet that was alone. */
public record MealEaten(CommunityId community, UUID aggregate, long version, PersonId person, PersonId by, Instant at)
        implements DomainEvent {}
