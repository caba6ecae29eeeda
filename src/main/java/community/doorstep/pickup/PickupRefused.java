package community.doorstep.pickup;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody wanted to fetch a child and was not let.
 *
 * @param aggregate the attempt
 * @param code why not
 * @param readers the guardians who are to know
 */
public record PickupRefused(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId child,
        StationId station,
        String code,
        Instant at,
        Set<PersonId> readers)
        implements DomainEvent {}
