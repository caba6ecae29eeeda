package community.doorstep.wechat;

import java.time.Instant;

/**
 * A line of the day's trade bill: a payment, or a refund when it names one.
 *
 * @param outTradeNo our number of the payment
 * @param outRefundNo our number of the refund; empty for a payment
 * @param amountFen what was paid, or goes back
 * @param feeFen what WeChat keeps of it; below zero what it gives back of that
 */
public record TradeLine(
        Instant at,
        String transactionId,
        String outTradeNo,
        String refundId,
        String outRefundNo,
        long amountFen,
        long feeFen) {

    public boolean isRefund() {
        return !outRefundNo.isEmpty();
    }

    /** Ours, of what the line is about. */
    public String number() {
        return isRefund() ? outRefundNo : outTradeNo;
    }

    /** WeChat's, of what the line is about. */
    public String wechatNumber() {
        return isRefund() ? refundId : transactionId;
    }
}
