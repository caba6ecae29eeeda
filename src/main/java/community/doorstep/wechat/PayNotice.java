package community.doorstep.wechat;

/** What a callback of Pay tells: of a payment, or of a refund. */
public sealed interface PayNotice permits PaymentNotice, RefundNotice {

    /** The callback's id, the same on each repetition. */
    String eventId();

    String merchantId();

    /** Our number of the payment. */
    String outTradeNo();
}
