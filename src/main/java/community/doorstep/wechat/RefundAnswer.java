package community.doorstep.wechat;

/**
 * What WeChat says of a refund. Genuine, but not yet matched: amounts and currency are for the caller to compare.
 *
 * @param status PROCESSING (accepted, no more), SUCCESS (the payer has it), CLOSED, ABNORMAL or UNKNOWN
 * @param refundFen what goes back, of {@code totalFen} that were paid
 * @param currency empty when it says none, as callbacks do
 */
public record RefundAnswer(String refundId, String status, long refundFen, long totalFen, String currency) {}
