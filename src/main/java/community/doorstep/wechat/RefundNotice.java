package community.doorstep.wechat;

/**
 * What WeChat says of a refund in a callback. Genuine, but not yet matched: merchant, numbers and amounts are for the
 * caller to compare.
 *
 * @param outRefundNo our number of the refund
 * @param refundFen what goes back, of {@code totalFen} that were paid
 * @param currency empty when it says none
 * @param status SUCCESS, CLOSED or ABNORMAL
 */
public record RefundNotice(
        String eventId,
        String merchantId,
        String outTradeNo,
        String outRefundNo,
        String refundId,
        long refundFen,
        long totalFen,
        String currency,
        String status)
        implements PayNotice {

    public RefundAnswer answer() {
        return new RefundAnswer(refundId, status, refundFen, totalFen, currency);
    }
}
