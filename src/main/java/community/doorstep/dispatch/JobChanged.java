package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** Something about a job has changed that is told in no other way: a handover asked or refused, an offer declined. */
public record JobChanged(
        CommunityId community, UUID aggregate, long version, StationId station, PersonId resident, Instant at)
        implements DomainEvent {}
