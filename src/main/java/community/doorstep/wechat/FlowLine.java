package community.doorstep.wechat;

import java.time.Instant;

/**
 * A line of the day's fund-flow bill: money that came into the merchant's account or left it.
 *
 * @param wechatNumber of the payment or refund that it belongs to
 * @param flowNumber its own
 * @param type in WeChat's words: 交易, 退款, 扣除交易手续费, 提现
 * @param amountFen below zero when it left
 * @param voucher our number, where WeChat knows it
 */
public record FlowLine(
        Instant at, String wechatNumber, String flowNumber, String type, long amountFen, String voucher) {}
