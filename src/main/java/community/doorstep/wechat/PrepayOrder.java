package community.doorstep.wechat;

import java.time.OffsetDateTime;

/**
 * What WeChat is to collect.
 *
 * @param outTradeNo our number of the payment: 6 to 32 of letters, digits, _ - *
 * @param openId who pays
 * @param description shown to the payer; cut at 127 characters
 * @param expiresAt nobody can pay after it; at least a minute ahead
 */
public record PrepayOrder(
        String outTradeNo, String openId, long amountFen, String description, OffsetDateTime expiresAt) {}
