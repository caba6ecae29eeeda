package community.doorstep.wechat;

/**
 * Money to give back.
 *
 * @param outRefundNo our number of the refund: the same one again asks for the same refund, not for a second
 * @param totalFen what was paid
 * @param reason shown to the payer; cut at 80 characters
 */
public record RefundOrder(String outTradeNo, String outRefundNo, long refundFen, long totalFen, String reason) {}
