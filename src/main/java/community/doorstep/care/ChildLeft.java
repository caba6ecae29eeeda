package community.doorstep.care;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The child was fetched.
 *
 * @param aggregate the booking
 * @param lateFeeFen what being late costs; 0 when nothing
 * @param readers the guardians who are to know
 */
public record ChildLeft(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId child,
        ServiceId service,
        StationId station,
        Instant at,
        Fetched by,
        long lateFeeFen,
        Set<PersonId> readers)
        implements DomainEvent {}
