package community.doorstep.payment;

import java.time.Instant;

/**
 * A payment that waits for its payer.
 *
 * @param parameters for {@code wx.requestPayment}, as they stand
 */
public record PaymentRequest(
        PaymentId payment, long amountFen, Instant payBefore, community.doorstep.wechat.PaymentRequest parameters) {}
