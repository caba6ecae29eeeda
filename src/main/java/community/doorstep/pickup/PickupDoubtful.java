package community.doorstep.pickup;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A tablet that was alone has let somebody fetch a child, and should not have: found out when it came back. The station's
 * lead has to ask what happened.
 *
 * @param aggregate the attempt
 * @param code what is wrong: the pass was used twice, was for another time; the person may not
 * @param readers the guardians who are to know
 */
public record PickupDoubtful(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId child,
        StationId station,
        String code,
        Instant at,
        Set<PersonId> readers)
        implements DomainEvent {}
