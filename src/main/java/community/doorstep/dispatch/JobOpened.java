package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/** A job that was planned for later now waits for a worker. */
public record JobOpened(
        CommunityId community, UUID aggregate, long version, StationId station, PersonId resident, Instant at)
        implements DomainEvent {}
