package community.doorstep.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the mini program hands to {@code wx.requestPayment}, as it stands. */
public record PaymentRequest(
        String timeStamp,
        String nonceStr,
        @JsonProperty("package") String packageValue,
        String signType,
        String paySign) {}
