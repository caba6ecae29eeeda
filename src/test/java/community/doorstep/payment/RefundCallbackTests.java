package community.doorstep.payment;

import static community.doorstep.payment.PaymentsTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.wechat.RefundNotice;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

class RefundCallbackTests extends ApiTest {

    @Autowired
    Payments payments;

    @Autowired
    Refunds refunds;

    @Autowired
    TransactionalOperator transaction;

    private PaymentFixture fixture;
    private PaymentId payment;
    private String number;

    @BeforeEach
    void aRefundIsAccepted() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
        Bill bill = fixture.aBill(1200);
        payment = payments.prepay(bill).block().payment();
        WECHAT.pay(Numbers.of(payment.value()), Manner.PLAIN, 1);
        payments.refundFor(fixture.community, bill.reference(), 500, "取消")
                .as(transaction::transactional)
                .block();
        await().until(() -> fixture.refundStates().equals(List.of("ACCEPTED")));
        number = fixture.atWechat(payment).refundNumbers().get(0);
    }

    @Test
    void aCallbackEndsItOnceHoweverOftenItComes() {
        assertThat(WECHAT.refunded(number, "SUCCESS", Manner.PLAIN, 3)).containsExactly(204, 204, 204);

        assertThat(fixture.refundStates()).containsExactly("DONE");
        assertThat(fixture.transfers("REFUND")).isEqualTo(1);
        assertThat(fixture.booked("wechat")).isEqualTo(700);
    }

    @Test
    void whatIsForgedOrStaleEndsNothing() {
        for (Manner manner : List.of(Manner.FORGED, Manner.STALE, Manner.SIGNTEST)) {
            assertThat(WECHAT.refunded(number, "SUCCESS", manner, 1)).containsExactly(401);
        }
        assertThat(fixture.refundStates()).containsExactly("ACCEPTED");
    }

    @Test
    void oneThatWechatCouldNotGiveBackIsLeftToAPersonAndCanStillSucceed() {
        assertThat(WECHAT.refunded(number, "ABNORMAL", Manner.PLAIN, 1)).containsExactly(204);
        assertThat(fixture.refundStates()).containsExactly("FAILED");
        assertThat(fixture.booked("wechat")).isEqualTo(1200);

        String paid = Numbers.of(payment.value());
        refunds.told(new RefundNotice("again", "1900000001", paid, number, "5000", 500, 1200, "CNY", "SUCCESS"))
                .block();

        assertThat(fixture.refundStates()).containsExactly("DONE");
        assertThat(fixture.booked("wechat")).isEqualTo(700);
    }

    @Test
    void aCallbackInAnotherCurrencyEndsNothing() {
        WECHAT.pay().refundsIn("HKD");
        try {
            assertThat(WECHAT.refunded(number, "SUCCESS", Manner.PLAIN, 1)).containsExactly(409);
        } finally {
            WECHAT.pay().refundsIn("CNY");
        }
        assertThat(fixture.refundStates()).containsExactly("ACCEPTED");
        assertThat(fixture.transfers("REFUND")).isZero();
    }

    @Test
    void eachDifferenceFromOurRefundIsRefused() {
        String paid = Numbers.of(payment.value());
        for (RefundNotice wrong : List.of(
                new RefundNotice("x", "1900009999", paid, number, "5000", 500, 1200, "CNY", "SUCCESS"),
                new RefundNotice("x", "1900000001", "OTHER000", number, "5000", 500, 1200, "CNY", "SUCCESS"),
                new RefundNotice("x", "1900000001", paid, number, "5000", 501, 1200, "CNY", "SUCCESS"),
                new RefundNotice("x", "1900000001", paid, number, "5000", 500, 1200, "HKD", "SUCCESS"),
                new RefundNotice("x", "1900000001", paid, number, "5000", 500, 1201, "CNY", "SUCCESS"))) {
            assertRefused(refunds.told(wrong), "payment-mismatch");
        }
        assertRefused(
                refunds.told(
                        new RefundNotice("x", "1900000001", paid, "NOTOURS1", "5000", 500, 1200, "CNY", "SUCCESS")),
                "payment-unknown");
        assertThat(fixture.refundStates()).containsExactly("ACCEPTED");
    }
}
