package community.doorstep.wechat;

import com.wechat.pay.java.core.exception.ServiceException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Pay's error codes mean to us; WeChat spells several of them with and without an underscore. */
final class PayAnswers {

    private static final Logger log = LoggerFactory.getLogger(PayAnswers.class);
    private static final Set<String> PAID = Set.of("ORDERPAID", "ORDER_PAID");
    private static final Set<String> CLOSED = Set.of("ORDERCLOSED", "ORDER_CLOSED");
    private static final Set<String> NEVER = Set.of("OUT_TRADE_NO_USED", "TRADE_ERROR", "USER_ACCOUNT_ABNORMAL");

    private PayAnswers() {}

    static boolean saysClosed(ServiceException answer) {
        return CLOSED.contains(code(answer));
    }

    static RuntimeException refusal(ServiceException answer) {
        String code = code(answer);
        int status = answer.getHttpStatusCode();
        if (status == 404) {
            return WechatRefusals.paymentUnknown();
        }
        if (PAID.contains(code)) {
            return WechatRefusals.alreadyPaid();
        }
        if (status == 400 || NEVER.contains(code)) {
            log.warn("WeChat Pay refused: {}", code);
            return WechatRefusals.refused();
        }
        // Busy, throttled, the merchant's balance too low, or our keys and permissions wrong: later it may work.
        return new UnexpectedAnswer("HTTP " + status + " " + code);
    }

    private static String code(ServiceException answer) {
        @Nullable String code = answer.getErrorCode();
        return code == null || !code.matches("[A-Z_]{1,64}") ? "(no code)" : code;
    }
}
