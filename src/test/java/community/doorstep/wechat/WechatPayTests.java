package community.doorstep.wechat;

import static community.doorstep.wechat.WechatFixture.assertRefused;
import static community.doorstep.wechat.WechatFixture.assertUnavailable;
import static community.doorstep.wechat.WechatFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.wechat.simulator.Callback.Manner;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.DisposableServer;
import tools.jackson.databind.json.JsonMapper;

class WechatPayTests {

    private static final String NUMBER = "D20260101000001";

    private final WechatSimulator wechat = new WechatSimulator(0);
    private WechatPay pay;

    @BeforeEach
    void start() {
        wechat.start();
        pay = new WechatPay(settings(wechat.properties()), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        pay.close();
        wechat.close();
    }

    @Test
    void theParametersForTheClientAreSignedByTheMerchant() {
        String prepayId = pay.prepay(order(1200)).block();
        PaymentRequest request = pay.requestPayment(prepayId).block();

        assertThat(request.packageValue()).isEqualTo("prepay_id=" + prepayId);
        assertThat(request.signType()).isEqualTo("RSA");
        assertThat(new JsonMapper().writeValueAsString(request)).contains("\"package\":\"prepay_id=");
        String signed = "wx00d00r57e9000001\n" + request.timeStamp() + "\n" + request.nonceStr() + "\n"
                + request.packageValue() + "\n";
        assertThat(wechat.keys().signedByMerchant(signed, request.paySign())).isTrue();
        assertThat(wechat.keys().signedByMerchant(signed + " ", request.paySign()))
                .isFalse();
    }

    @Test
    void theClientCannotPayWithParametersThatWeDidNotSign() {
        PaymentRequest mine =
                pay.prepay(order(1200)).flatMap(pay::requestPayment).block();
        PaymentRequest altered = new PaymentRequest(
                mine.timeStamp(), "another nonce", mine.packageValue(), mine.signType(), mine.paySign());

        assertThatThrownBy(() -> wechat.requestPayment(altered)).hasMessageContaining("signature");
        wechat.requestPayment(mine);
        assertThat(wechat.pay().payment(NUMBER).state()).isEqualTo("SUCCESS");
    }

    @Test
    void theSameOrderAgainIsTheSameOrder() {
        String first = pay.prepay(order(1200)).block();

        assertThat(pay.prepay(order(1200)).block()).isEqualTo(first);
        assertRefused(pay.prepay(order(1300)), 409, "wechat-refused");
        paid(NUMBER);
        assertRefused(pay.prepay(order(1200)), 409, "payment-already-paid");
    }

    @Test
    void aLongDescriptionIsCut() {
        OffsetDateTime expires = OffsetDateTime.now().plusMinutes(15);
        PrepayOrder long_ = new PrepayOrder(NUMBER, "openid-li", 1, "饭".repeat(300), expires);

        assertThat(pay.prepay(long_).block()).isNotBlank();
    }

    @Test
    void aQueryTellsHowThePaymentStands() {
        assertRefused(pay.query(NUMBER), 404, "payment-unknown");

        pay.prepay(order(1200)).block();
        PaymentNotice open = pay.query(NUMBER).block();
        assertThat(open.tradeState()).isEqualTo("NOTPAY");
        assertThat(open.paid()).isFalse();
        assertThat(open.paidAt()).isNull();
        assertThat(open.eventId()).isEmpty();

        paid(NUMBER);
        PaymentNotice paid = pay.query(NUMBER).block();
        assertThat(paid.paid()).isTrue();
        assertThat(paid.amountFen()).isEqualTo(1200);
    }

    @Test
    void aClosedOrderCannotBePaid() {
        pay.prepay(order(1200)).block();
        pay.close(NUMBER).block();
        pay.close(NUMBER).block();

        assertThat(pay.query(NUMBER).block().tradeState()).isEqualTo("CLOSED");
        assertThatThrownBy(() -> paid(NUMBER)).isInstanceOf(IllegalStateException.class);
        assertRefused(pay.close("D20260101000099"), 404, "payment-unknown");
    }

    @Test
    void closingToldThatItWasClosedBeforeIsContent() {
        wechat.faults().failNext("/v3/pay/transactions/out-trade-no", "ORDER_CLOSED");

        pay.close(NUMBER).block();
    }

    @Test
    void aPaidOrderCannotBeClosed() {
        pay.prepay(order(1200)).block();
        paid(NUMBER);

        assertRefused(pay.close(NUMBER), 409, "payment-already-paid");
    }

    @Test
    void aRefundIsGivenOnceHoweverOftenItIsAsked() {
        pay.prepay(order(1200)).block();
        assertRefused(pay.refund(refund("R1", 500)), 404, "payment-unknown");
        paid(NUMBER);

        RefundAnswer accepted = pay.refund(refund("R1", 500)).block();
        assertThat(accepted.status()).isEqualTo("PROCESSING");
        assertThat(pay.refund(refund("R1", 500)).block()).isEqualTo(accepted);
        assertThat(wechat.pay().payment(NUMBER).refundedFen()).isEqualTo(500);

        assertRefused(pay.refund(refund("R2", 701)), 409, "wechat-refused");
        pay.refund(refund("R2", 700)).block();
        assertThat(wechat.pay().payment(NUMBER).refundedFen()).isEqualTo(1200);
        assertThat(pay.queryRefund("R1").block().status()).isEqualTo("SUCCESS");
        assertRefused(pay.queryRefund("R3"), 404, "payment-unknown");
    }

    @Test
    void isUnavailableWhenWechatIsBusyThrottlesOrLacksMoney() {
        for (String code : new String[] {"SYSTEM_ERROR", "FREQUENCY_LIMITED", "NOT_ENOUGH", "SIGN_ERROR", "http-502"}) {
            wechat.faults().failNext("/v3/", code);
            assertUnavailable(pay.query(NUMBER));
        }
    }

    @Test
    void believesNoReplyThatWechatDidNotSign() {
        pay.prepay(order(1200)).block();
        wechat.faults().spoilReplySignatures(true);
        assertUnavailable(pay.query(NUMBER));

        wechat.faults().forget();
        assertThat(pay.query(NUMBER).block()).isNotNull();
    }

    @Test
    void wechatRefusesWhatTheMerchantDidNotSign(@TempDir Path otherKeys) {
        Map<String, String> wrong = new LinkedHashMap<>(wechat.properties());
        try (WechatSimulator other = new WechatSimulator(0, otherKeys)) {
            other.start();
            wrong.put(
                    "doorstep.wechat.pay.merchant-private-key",
                    other.properties().get("doorstep.wechat.pay.merchant-private-key"));
        }
        try (WechatPay here = new WechatPay(settings(wrong), Clock.systemUTC())) {
            assertUnavailable(here.prepay(order(1200)));
            assertThat(wechat.pay().payments()).isEmpty();
        }
    }

    @Test
    void givesUpOnASlowWechat() {
        wechat.faults().delayReplies(Duration.ofSeconds(10));
        WechatSettings impatient = settings(wechat.properties(), Duration.ofMillis(200));
        try (WechatPay here = new WechatPay(impatient, Clock.systemUTC())) {
            long start = System.nanoTime();

            assertUnavailable(here.query(NUMBER));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        DisposableServer impostor = WechatFixture.impostor(reached::incrementAndGet);
        Map<String, String> elsewhere = new LinkedHashMap<>(wechat.properties());
        elsewhere.put("doorstep.wechat.pay.pay-url", "https://127.0.0.1:" + impostor.port());
        try (WechatPay here = new WechatPay(settings(elsewhere), Clock.systemUTC())) {
            assertUnavailable(here.query(NUMBER));
            assertThat(reached).hasValue(0);
        } finally {
            impostor.disposeNow();
        }
    }

    private static PrepayOrder order(long fen) {
        OffsetDateTime expires = OffsetDateTime.now().plusMinutes(15);
        return new PrepayOrder(NUMBER, "openid-li", fen, "四点半课堂 陶艺", expires);
    }

    private static RefundOrder refund(String number, long fen) {
        return new RefundOrder(NUMBER, number, fen, 1200, "预约已取消");
    }

    private void paid(String outTradeNo) {
        wechat.pay(outTradeNo, Manner.DROPPED, 1);
    }
}
