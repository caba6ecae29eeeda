package community.doorstep.feedback;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** Somebody has complained; the admins answer until {@code dueAt}. */
public record ComplaintRaised(CommunityId community, UUID aggregate, long version, UUID booking, Instant dueAt)
        implements DomainEvent {}
