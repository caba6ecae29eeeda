package community.doorstep.wechat;

import static community.doorstep.wechat.WechatFixture.assertRefused;
import static community.doorstep.wechat.WechatFixture.assertUnavailable;
import static community.doorstep.wechat.WechatFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.wechat.simulator.Callback;
import community.doorstep.wechat.simulator.Callback.Manner;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PayCallbackTests {

    private static final String NUMBER = "D20260101000001";

    private final WechatSimulator wechat = new WechatSimulator(0);
    private WechatPay pay;
    private String prepayId;

    @BeforeEach
    void aPaidOrder() {
        wechat.start();
        pay = new WechatPay(settings(wechat.properties()), Clock.systemUTC());
        OffsetDateTime expires = OffsetDateTime.now().plusMinutes(15);
        prepayId = pay.prepay(new PrepayOrder(NUMBER, "openid-li", 1200, "四点半课堂 陶艺", expires))
                .block();
        wechat.pay(NUMBER, Manner.DROPPED, 1);
    }

    @AfterEach
    void stop() {
        pay.close();
        wechat.close();
    }

    @Test
    void aGenuineCallbackTellsOfThePayment() {
        PaymentNotice notice = verified(callback(Manner.PLAIN)).block();

        assertThat(notice.outTradeNo()).isEqualTo(NUMBER);
        assertThat(notice.transactionId())
                .isEqualTo(wechat.pay().payment(NUMBER).transactionId())
                .isNotBlank();
        assertThat(notice.merchantId()).isEqualTo("1900000001");
        assertThat(notice.appId()).isEqualTo("wx00d00r57e9000001");
        assertThat(notice.amountFen()).isEqualTo(1200);
        assertThat(notice.currency()).isEqualTo("CNY");
        assertThat(notice.paid()).isTrue();
        assertThat(notice.payerOpenId()).isEqualTo("openid-li");
        assertThat(notice.paidAt()).isNotNull();
        assertThat(notice.eventId()).isNotBlank();
        assertThat(verified(callback(Manner.PLAIN)).block()).isEqualTo(notice);
    }

    @Test
    void refusesWhatIsForgedStaleAProbeOrAltered() {
        Callback genuine = callback(Manner.PLAIN);

        assertInvalid(callback(Manner.FORGED));
        assertInvalid(callback(Manner.STALE));
        assertInvalid(callback(Manner.SIGNTEST));
        assertInvalid(new Callback(genuine.headers(), (text(genuine) + " ").getBytes(StandardCharsets.UTF_8)));
        assertInvalid(new Callback(genuine.headers(), new byte[] {(byte) 0xc3, 0x28}));
        assertInvalid(new Callback(genuine.headers(), new byte[0]));
        for (String header : new String[] {"Timestamp", "Nonce", "Serial", "Signature"}) {
            assertInvalid(without(genuine, "Wechatpay-" + header));
            assertInvalid(with(genuine, "Wechatpay-" + header, "1"));
            assertInvalid(with(genuine, "Wechatpay-" + header, "不是"));
        }
        assertInvalid(with(genuine, "Wechatpay-Timestamp", "9".repeat(18)));
        assertInvalid(with(genuine, "Wechatpay-Signature-Type", "WECHATPAY2-NONE"));
        assertThat(verified(genuine).block()).isNotNull();
    }

    @Test
    void theClockDecidesWhatIsStale() {
        Callback genuine = callback(Manner.PLAIN);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
        try (WechatPay tomorrow = new WechatPay(settings(wechat.properties()), later)) {
            assertRefused(tomorrow.verified(headers(genuine), genuine.body()), 401, "callback-invalid");
        }
    }

    @Test
    void refusesACallbackThatOurKeyCannotOpen() {
        Map<String, String> wrong = new LinkedHashMap<>(wechat.properties());
        wrong.put("doorstep.wechat.pay.api-v3-key", "0".repeat(32));
        try (WechatPay here = new WechatPay(settings(wrong), Clock.systemUTC())) {
            Callback genuine = callback(Manner.PLAIN);
            assertRefused(here.verified(headers(genuine), genuine.body()), 401, "callback-invalid");
        }
    }

    @Test
    void neitherSigningNorVerifyingBlocksAnEventLoop() {
        Callback genuine = callback(Manner.PLAIN);

        // Often enough that random bytes must be fetched meanwhile.
        Flux.range(0, 100)
                .publishOn(Schedulers.parallel())
                .concatMap(turn -> pay.requestPayment(prepayId).then(verified(genuine)))
                .blockLast();
    }

    @Test
    void isUnavailableWhileWechatIsAwayButStillReadsCallbacks() {
        Callback genuine = callback(Manner.PLAIN);
        wechat.close();

        assertUnavailable(pay.query(NUMBER));
        assertThat(verified(genuine).block().paid()).isTrue();
    }

    private void assertInvalid(Callback callback) {
        assertRefused(verified(callback), 401, "callback-invalid");
    }

    private static Callback without(Callback callback, String header) {
        Map<String, String> fewer = new LinkedHashMap<>(callback.headers());
        assertThat(fewer.remove(header)).isNotNull();
        return new Callback(fewer, callback.body());
    }

    private static Callback with(Callback callback, String header, String value) {
        Map<String, String> altered = new LinkedHashMap<>(callback.headers());
        altered.put(header, value);
        return new Callback(altered, callback.body());
    }

    private static String text(Callback callback) {
        return new String(callback.body(), StandardCharsets.UTF_8);
    }

    private Callback callback(Manner manner) {
        return wechat.callbacks().of(wechat.pay().payment(NUMBER), manner);
    }

    private Mono<PaymentNotice> verified(Callback callback) {
        return pay.verified(headers(callback), callback.body()).cast(PaymentNotice.class);
    }

    private static HttpHeaders headers(Callback callback) {
        HttpHeaders headers = new HttpHeaders();
        // As a server sees them: in whatever case a proxy left them.
        callback.headers().forEach((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
