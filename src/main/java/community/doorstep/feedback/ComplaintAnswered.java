package community.doorstep.feedback;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/** A complaint has its answer, for whoever complained to read. */
public record ComplaintAnswered(CommunityId community, UUID aggregate, long version, UUID booking, PersonId person)
        implements DomainEvent {}
