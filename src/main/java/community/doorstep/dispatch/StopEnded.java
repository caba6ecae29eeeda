package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * A door of a run was served, or not.
 *
 * @param aggregate the job
 * @param reference what the poster knows the stop by
 * @param reason why it was not delivered; empty when it was
 */
public record StopEnded(
        CommunityId community,
        UUID aggregate,
        long version,
        UUID reference,
        PersonId resident,
        PersonId worker,
        boolean delivered,
        String reason,
        Instant at)
        implements DomainEvent {}
