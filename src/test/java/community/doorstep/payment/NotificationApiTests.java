package community.doorstep.payment;

import static community.doorstep.payment.PaymentsTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.wechat.PaymentNotice;
import community.doorstep.wechat.PrepayOrder;
import community.doorstep.wechat.WechatPay;
import community.doorstep.wechat.simulator.Callback;
import community.doorstep.wechat.simulator.Callback.Manner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationApiTests extends ApiTest {

    @Autowired
    Payments payments;

    @Autowired
    Postings postings;

    @Autowired
    WechatPay wechatPay;

    @Autowired
    MeterRegistry meters;

    private PaymentFixture fixture;
    private Bill bill;
    private String number;

    @BeforeEach
    void anOrderThatWasPaidUntold() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
        bill = fixture.aBill(1200);
        number = Numbers.of(payments.prepay(bill).block().payment().value());
        WECHAT.pay(number, Manner.DROPPED, 1);
    }

    @Test
    void aGenuineCallbackIsAcknowledgedWithoutABody() {
        post(genuine(), 204).expectBody().isEmpty();
        post(genuine(), 204).expectBody().isEmpty();

        assertThat(fixture.transfers("PAYMENT")).isEqualTo(1);
    }

    @Test
    void aHugeBodyIsRefusedUnread() {
        Callback huge = new Callback(genuine().headers(), new byte[64 * 1024 + 1]);

        post(huge, 413).expectBody().jsonPath("code").isEqualTo("body-too-large");
        assertUnpaid();
    }

    @Test
    void whatIsNotACallbackIsRefused() {
        for (byte[] body : List.of(new byte[0], "{}".getBytes(), new byte[] {(byte) 0xc3, 0x28})) {
            post(new Callback(genuine().headers(), body), 401)
                    .expectBody()
                    .jsonPath("code")
                    .isEqualTo("callback-invalid");
        }
        api().post().uri("/wechat/pay/notifications").exchange().expectStatus().isUnauthorized();
        assertUnpaid();
    }

    @Test
    void aNumberThatIsNotOursIsRefused() {
        OffsetDateTime expires = OffsetDateTime.now(CLOCK).plusMinutes(5);
        wechatPay
                .prepay(new PrepayOrder("NOTOURS" + number.substring(7), "openid-wang", 1200, "午托", expires))
                .block();
        String notOurs = "NOTOURS" + number.substring(7);

        assertThat(WECHAT.pay(notOurs, Manner.PLAIN, 1)).containsExactly(404);
        assertUnpaid();
    }

    @Test
    void eachDifferenceFromTheOrderIsRefusedAndCounted() {
        PaymentNotice said = wechatPay.query(number).block();

        assertMismatch("merchant", told(said, "1900009999", said.appId(), 1200, "CNY", said.transactionId()));
        assertMismatch("app", told(said, said.merchantId(), "wx0000000000000000", 1200, "CNY", said.transactionId()));
        assertMismatch("amount", told(said, said.merchantId(), said.appId(), 1199, "CNY", said.transactionId()));
        assertMismatch("currency", told(said, said.merchantId(), said.appId(), 1200, "HKD", said.transactionId()));
        assertMismatch("transaction", told(said, said.merchantId(), said.appId(), 1200, "CNY", ""));
        assertUnpaid();
        assertThat(postings.book(said).block()).isTrue();
        assertMismatch("transaction", told(said, said.merchantId(), said.appId(), 1200, "CNY", "4200000000"));
        assertThat(fixture.booked("wechat")).isEqualTo(1200);
    }

    @Test
    void anAnswerComesInTimeThoughThePayersWechatHangs() {
        WECHAT.faults().delayReplies(Duration.ofSeconds(8));
        try {
            long before = System.nanoTime();
            post(genuine(), 204);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            WECHAT.faults().forget();
        }
    }

    private void assertMismatch(String what, PaymentNotice notice) {
        double before =
                meters.counter("doorstep.payment.mismatches", "what", what).count();
        assertRefused(postings.book(notice), "payment-mismatch");
        assertThat(meters.counter("doorstep.payment.mismatches", "what", what).count())
                .isEqualTo(before + 1);
    }

    private static PaymentNotice told(
            PaymentNotice said, String merchant, String app, long fen, String currency, String transaction) {
        return new PaymentNotice(
                said.eventId(),
                said.outTradeNo(),
                transaction,
                merchant,
                app,
                fen,
                currency,
                said.tradeState(),
                said.payerOpenId(),
                said.paidAt());
    }

    private void assertUnpaid() {
        assertThat(fixture.states(bill.reference())).containsExactly("PREPAID");
        assertThat(fixture.transfers("PAYMENT")).isZero();
    }

    private Callback genuine() {
        return WECHAT.callbacks().of(WECHAT.pay().payment(number), Manner.PLAIN);
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec post(
            Callback callback, int status) {
        return api().post()
                .uri("/wechat/pay/notifications")
                .headers(headers -> callback.headers().forEach(headers::set))
                .bodyValue(callback.body())
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
