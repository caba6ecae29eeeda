package community.doorstep.lunchcare;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.UUID;

/** Somebody who eats regularly did not come and had not cancelled: those who are near are called. */
public record ElderMissed(
        CommunityId community, UUID aggregate, long version, StationId station, PersonId person, PersonId bookedBy)
        implements DomainEvent {}
