package community.doorstep.waitlist;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * A seat came free and is kept for somebody who waited.
 *
 * @param aggregate the entry
 * @param until when the offer ends
 */
public record SeatOffered(
        CommunityId community,
        UUID aggregate,
        long version,
        SlotId slot,
        ServiceId service,
        PersonId beneficiary,
        PersonId askedBy,
        Instant until)
        implements DomainEvent {}
