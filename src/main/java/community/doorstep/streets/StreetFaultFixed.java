package community.doorstep.streets;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * A fault in the street was put right.
 *
 * @param unpaid no budget of the governance fund could pay for it: an admin is to look
 */
public record StreetFaultFixed(CommunityId community, UUID aggregate, long version, long costFen, boolean unpaid)
        implements DomainEvent {}
