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
 * The child is at the care centre.
 *
 * @param aggregate the booking
 * @param readers the guardians who are to know
 */
public record ChildArrived(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId child,
        ServiceId service,
        StationId station,
        Instant at,
        Set<PersonId> readers)
        implements DomainEvent {}
