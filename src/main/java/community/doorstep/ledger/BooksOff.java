package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * The books of a community do not agree with themselves, or with what was paid: for those who answer for its money.
 *
 * @param aggregate of its own: each is told once
 * @param what UNBALANCED (a transfer), CHANGED (an account's past), PAYMENT or REFUND (against what was paid)
 * @param subject the transfer's id or the account's code
 */
public record BooksOff(
        CommunityId community, UUID aggregate, long version, String what, String subject, long differenceFen)
        implements DomainEvent {}
