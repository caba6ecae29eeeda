package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/** The resident's people have approved what was offered at the door, or declined it. */
public record ExtrasDecided(
        CommunityId community, UUID aggregate, long version, UUID call, PersonId worker, boolean approved)
        implements DomainEvent {}
