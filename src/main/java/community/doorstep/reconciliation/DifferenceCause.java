package community.doorstep.reconciliation;

/** What a difference probably comes from; a person decides. */
enum DifferenceCause {
    /** 同一商户号下另有收款系统。 */
    OTHER_SYSTEM,
    /** 回调丢失，系统会自动向微信查询并补记。 */
    CALLBACK_LOST,
    /** 退款还在处理，完成后自动入账。 */
    REFUND_UNDER_WAY,
    /** 优惠券、充值券或人工调账使金额不同。 */
    DISCOUNT_OR_CORRECTION,
    /** 发生在零点前后，应在相邻一天的账单里。 */
    AROUND_MIDNIGHT,
    /** 微信没有这笔交易：核对商户号，联系微信支付。 */
    NOT_AT_WECHAT,
    /** 微信尚未结算到账户，或未上传发货信息。 */
    NOT_SETTLED_YET,
    /** 提现到银行账户。 */
    WITHDRAWAL,
    /** 需要人工查明。 */
    UNKNOWN
}
