package community.doorstep.incident;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Something happened to a child, or what was written of it was put right.
 *
 * @param aggregate the entry
 * @param readers the guardians who are to know
 */
public record IncidentRecorded(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId child,
        StationId station,
        IncidentKind kind,
        boolean correction,
        Instant at,
        Set<PersonId> readers)
        implements DomainEvent {}
