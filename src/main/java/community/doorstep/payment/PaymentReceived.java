package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * A reference was paid, once; possibly after it was given up, and then the money is to be asked back.
 *
 * @param aggregate the reference
 * @param way WECHAT or CASH
 */
public record PaymentReceived(
        CommunityId community, UUID aggregate, long version, UUID payment, long amountFen, String way)
        implements DomainEvent {}
