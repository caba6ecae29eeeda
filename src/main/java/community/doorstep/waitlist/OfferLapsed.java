package community.doorstep.waitlist;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * An offer ended untaken; the seat went on to the next.
 *
 * @param aggregate the entry
 */
public record OfferLapsed(
        CommunityId community,
        UUID aggregate,
        long version,
        SlotId slot,
        ServiceId service,
        PersonId beneficiary,
        PersonId askedBy)
        implements DomainEvent {}
