package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * A slot does not take place; who has booked it gets everything back.
 *
 * @param aggregate the slot's id
 * @param reason in the admin's words, for those who have booked
 */
public record SlotCancelled(CommunityId community, UUID aggregate, long version, ServiceId service, String reason)
        implements DomainEvent {}
