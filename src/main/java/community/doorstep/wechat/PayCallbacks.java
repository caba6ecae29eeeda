package community.doorstep.wechat;

import com.google.gson.JsonParseException;
import com.wechat.pay.java.core.exception.WechatPayException;
import com.wechat.pay.java.core.notification.Notification;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.GsonUtil;
import com.wechat.pay.java.service.payments.model.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** Tells a genuine callback from any other: key, age, signature over the raw body, decryption; then reads it. */
final class PayCallbacks {

    private static final Logger log = LoggerFactory.getLogger(PayCallbacks.class);
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final String SIGNATURE_PROBE = "WECHATPAY/SIGNTEST/";

    private final NotificationParser parser;
    private final String publicKeyId;
    private final Clock clock;

    PayCallbacks(NotificationConfig keys, String publicKeyId, Clock clock) {
        this.parser = new NotificationParser(keys);
        this.publicKeyId = publicKeyId;
        this.clock = clock;
    }

    PayNotice verified(HttpHeaders headers, byte[] body) {
        String serial = required(headers, "Wechatpay-Serial");
        String signature = required(headers, "Wechatpay-Signature");
        String timestamp = required(headers, "Wechatpay-Timestamp");
        if (!serial.equals(publicKeyId)) {
            throw invalid("another key");
        }
        // WeChat sends wrong signatures now and then to see that they fail.
        if (signature.startsWith(SIGNATURE_PROBE)) {
            throw invalid("signature probe");
        }
        if (!fresh(timestamp)) {
            throw invalid("too old or from the future");
        }
        RequestParam request = new RequestParam.Builder()
                .serialNumber(serial)
                .timestamp(timestamp)
                .nonce(required(headers, "Wechatpay-Nonce"))
                .signature(signature)
                .signType(headers.getFirst("Wechatpay-Signature-Type"))
                .body(new String(body, StandardCharsets.UTF_8))
                .build();
        return notice(request);
    }

    private boolean fresh(String timestamp) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, clock.instant()).abs().compareTo(OLDEST) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException notATime) {
            return false;
        }
    }

    private PayNotice notice(RequestParam request) {
        try {
            @Nullable Notification event = GsonUtil.getGson().fromJson(request.getBody(), Notification.class);
            if (event == null || event.getId() == null) {
                throw invalid("no event");
            }
            String type = event.getEventType();
            return type != null && type.startsWith("REFUND.")
                    ? refund(request, event.getId())
                    : payment(request, event.getId());
        } catch (WechatPayException | JsonParseException | IllegalArgumentException | DateTimeException bad) {
            throw invalid(bad.getClass().getSimpleName());
        }
    }

    private PaymentNotice payment(RequestParam request, String eventId) {
        Transaction transaction = parser.parse(request, Transaction.class);
        if (transaction.getTransactionId() == null || transaction.getAmount() == null) {
            throw invalid("not a payment");
        }
        return PaymentNotices.of(eventId, transaction);
    }

    private RefundNotice refund(RequestParam request, String eventId) {
        RefundNotice notice = parser.parse(request, RefundTold.class).notice(eventId);
        if (notice == null) {
            throw invalid("not a refund");
        }
        return notice;
    }

    private static String required(HttpHeaders headers, String name) {
        String value = headers.getFirst(name);
        if (value == null) {
            throw invalid("no " + name);
        }
        return value;
    }

    private static RuntimeException invalid(String why) {
        log.warn("payment callback refused: {}", why);
        return WechatRefusals.callbackInvalid();
    }
}
