package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.wechat.RefundOrder;
import java.util.UUID;

/**
 * Money to give back for a payment.
 *
 * @param reference what it had been paid for
 * @param words what that was, as it stands on the receipt
 * @param number our number of it at WeChat
 * @param paymentNumber our number of the payment
 * @param favour by staff, of what was earned
 * @param looks how often the sweeper has looked at it
 */
record Refund(
        CommunityId community,
        UUID id,
        UUID payment,
        UUID reference,
        PersonId payer,
        String words,
        String number,
        String paymentNumber,
        long amountFen,
        long paidFen,
        String reason,
        boolean favour,
        RefundState state,
        int looks) {

    RefundDone done() {
        return new RefundDone(
                community, reference, looks + 1, id, payment, payer, words, amountFen, Way.WECHAT.name(), favour);
    }

    RefundOrder order() {
        return new RefundOrder(paymentNumber, number, amountFen, paidFen, reason);
    }
}
