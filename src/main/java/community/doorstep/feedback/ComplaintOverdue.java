package community.doorstep.feedback;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.time.Instant;
import java.util.UUID;

/** A complaint has waited longer for its answer than it may; told once. */
public record ComplaintOverdue(CommunityId community, UUID aggregate, long version, UUID booking, Instant dueAt)
        implements DomainEvent {}
