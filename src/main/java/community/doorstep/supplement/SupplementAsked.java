package community.doorstep.supplement;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * Somebody is to pay something beyond a booking.
 *
 * @param aggregate the supplement
 * @param concerns the booking or job that it belongs to
 */
public record SupplementAsked(
        CommunityId community,
        UUID aggregate,
        long version,
        UUID concerns,
        PersonId payer,
        long amountFen,
        String words)
        implements DomainEvent {}
