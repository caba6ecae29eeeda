package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * The payer has money back.
 *
 * @param aggregate what it had been paid for: a booking, a supplement
 * @param refund each is told once
 * @param payment from which it was taken
 * @param words what it was paid for: a service, a part
 * @param way WECHAT or CASH
 * @param favour by staff, of what was earned
 */
public record RefundDone(
        CommunityId community,
        UUID aggregate,
        long version,
        UUID refund,
        UUID payment,
        PersonId payer,
        String words,
        long amountFen,
        String way,
        boolean favour)
        implements DomainEvent {}
