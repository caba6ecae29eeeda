package community.doorstep.lunchcare;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.UUID;

/** Somebody who did not come to eat was found, or is said, to need help. */
public record ElderNeedsHelp(
        CommunityId community, UUID aggregate, long version, StationId station, PersonId person, PersonId bookedBy)
        implements DomainEvent {}
