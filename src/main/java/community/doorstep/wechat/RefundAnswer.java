package community.doorstep.wechat;

/**
 * What WeChat says of a refund.
 *
 * @param status PROCESSING (accepted, no more), SUCCESS (the payer has it), CLOSED, ABNORMAL or UNKNOWN
 */
public record RefundAnswer(String refundId, String status) {}
