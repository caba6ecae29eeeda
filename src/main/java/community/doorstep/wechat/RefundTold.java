package community.doorstep.wechat;

import com.google.gson.annotations.SerializedName;
import org.jspecify.annotations.Nullable;

/** A refund's callback as the SDK's parser fills it; its own type for it leaves the merchant out. */
final class RefundTold {

    @SerializedName("mchid")
    private @Nullable String merchantId;

    @SerializedName("out_trade_no")
    private @Nullable String outTradeNo;

    @SerializedName("out_refund_no")
    private @Nullable String outRefundNo;

    @SerializedName("refund_id")
    private @Nullable String refundId;

    @SerializedName("refund_status")
    private @Nullable String status;

    @SerializedName("amount")
    private @Nullable Amount amount;

    private static final class Amount {

        @SerializedName("total")
        private long total;

        @SerializedName("refund")
        private long refund;

        @SerializedName("currency")
        private @Nullable String currency;

        String currency() {
            return currency == null ? "" : currency;
        }
    }

    /** Null when something is missing. */
    @Nullable
    RefundNotice notice(String eventId) {
        if (merchantId == null
                || outTradeNo == null
                || outRefundNo == null
                || refundId == null
                || status == null
                || amount == null) {
            return null;
        }
        return new RefundNotice(
                eventId,
                merchantId,
                outTradeNo,
                outRefundNo,
                refundId,
                amount.refund,
                amount.total,
                amount.currency(),
                status);
    }
}
