package community.doorstep.wechat;

import community.doorstep.shared.Refusal;
import java.time.Duration;

/** The refusals of this module by name. */
final class WechatRefusals {

    private WechatRefusals() {}

    /** Unknown to WeChat, older than five minutes, or not a code at all. */
    static Refusal codeInvalid() {
        return Refusal.badRequest("wechat-code-invalid");
    }

    static Refusal codeUsed() {
        return Refusal.badRequest("wechat-code-used");
    }

    /** WeChat counts a person's calls by the minute. */
    static Refusal busy() {
        return Refusal.tooMany("wechat-busy", Duration.ofMinutes(1));
    }

    static Refusal unavailable() {
        return Refusal.unavailable("wechat-unavailable", Duration.ofSeconds(5));
    }

    static Refusal refused() {
        return Refusal.conflict("wechat-refused");
    }

    static Refusal alreadyPaid() {
        return Refusal.conflict("payment-already-paid");
    }

    static Refusal paymentUnknown() {
        return Refusal.notFound("payment-unknown");
    }

    static Refusal callbackInvalid() {
        return Refusal.unauthenticated("callback-invalid");
    }
}
