package community.doorstep.supplement;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.UUID;

/**
 * A supplement was paid, once.
 *
 * @param aggregate the supplement
 * @param concerns the booking or job that it belongs to
 */
public record SupplementPaid(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        UUID concerns,
        PersonId payer,
        long amountFen)
        implements DomainEvent {}
