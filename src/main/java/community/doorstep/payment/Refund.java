package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.wechat.RefundOrder;
import java.util.UUID;

/**
 * Money to give back for a payment.
 *
 * @param number our number of it at WeChat
 * @param paymentNumber our number of the payment
 * @param looks how often the sweeper has looked at it
 */
record Refund(
        CommunityId community,
        UUID id,
        String number,
        String paymentNumber,
        long amountFen,
        long paidFen,
        String reason,
        RefundState state,
        int looks) {

    RefundOrder order() {
        return new RefundOrder(paymentNumber, number, amountFen, paidFen, reason);
    }
}
