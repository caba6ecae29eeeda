package community.doorstep.wechat;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat says of a payment, in a callback or when asked; what it leaves out is empty.
 *
 * <p>Genuine, but not yet matched: merchant, app, order number, amount and currency are for the caller to compare.
 *
 * @param eventId the callback's id, the same on each repetition; empty when asked
 * @param tradeState SUCCESS, REFUND, NOTPAY, CLOSED, REVOKED, USERPAYING, PAYERROR or UNKNOWN
 * @param paidAt null until paid
 */
public record PaymentNotice(
        String eventId,
        String outTradeNo,
        String transactionId,
        String merchantId,
        String appId,
        long amountFen,
        String currency,
        String tradeState,
        String payerOpenId,
        @Nullable OffsetDateTime paidAt)
        implements PayNotice {

    /** The money is with the merchant. */
    public boolean paid() {
        return tradeState.equals("SUCCESS");
    }
}
