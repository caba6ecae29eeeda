package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * Somebody of the staff took cash for a reference and carries it.
 *
 * @param aggregate the reference
 */
public record CashReceived(CommunityId community, UUID aggregate, long version, long amountFen, PersonId receivedBy)
        implements DomainEvent {}
