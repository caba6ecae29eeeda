package community.doorstep.payment;

import static community.doorstep.payment.PaymentsTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RefundsTests extends ApiTest {

    @Autowired
    Payments payments;

    @Autowired
    TransactionalOperator transaction;

    private PaymentFixture fixture;
    private Bill bill;
    private PaymentId payment;

    @BeforeEach
    void aPaidBill() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
        bill = fixture.aBill(1200);
        payment = payments.prepay(bill).block().payment();
        WECHAT.pay(Numbers.of(payment.value()), Manner.PLAIN, 1);
    }

    @Test
    void theMoneyGoesBackAndTheBooksFollow() {
        refund(1200);

        await().until(() -> fixture.refundStates().equals(List.of("ACCEPTED")));
        assertThat(fixture.booked("wechat")).isEqualTo(1200);
        CLOCK.advance(Duration.ofMinutes(2));
        await().until(() -> fixture.refundStates().equals(List.of("DONE")));
        assertThat(fixture.atWechat(payment).refundedFen()).isEqualTo(1200);
        assertThat(fixture.booked("wechat")).isZero();
        assertThat(fixture.booked("residents")).isZero();
        assertThat(fixture.transfers("REFUND")).isEqualTo(1);
    }

    @Test
    void partsGoBackUntilNothingIsLeft() {
        refund(500);
        refund(700);

        assertRefused(asked(1), "refund-above-paid");
        await().until(() -> fixture.atWechat(payment).refundedFen() == 1200);
    }

    @Test
    void aRefundIsSentWithTheSameNumberUntilWechatHasAnswered() {
        WECHAT.faults().failNext("/v3/refund/domestic/refunds", "SYSTEM_ERROR");
        refund(1200);
        await().until(() -> fixture.looks("refund") == 1);

        // The answer to the second try is lost: WeChat has the refund, and we do not know.
        CLOCK.advance(Duration.ofMinutes(2));
        await().until(() -> fixture.refundStates().equals(List.of("ACCEPTED")));
        fixture.change("UPDATE refund SET state = 'REQUESTED', refund_id = NULL WHERE community_id = :community");
        CLOCK.advance(Duration.ofMinutes(2));
        await().until(() -> fixture.refundStates().equals(List.of("ACCEPTED")));

        assertThat(fixture.atWechat(payment).refundedFen()).isEqualTo(1200);
    }

    @Test
    void aRefundThatWechatRefusesForGoodIsLeftToAPerson() {
        WECHAT.faults().failNext("/v3/refund/domestic/refunds", "INVALID_REQUEST");

        refund(1200);

        await().until(() -> fixture.refundStates().equals(List.of("FAILED")));
        assertThat(fixture.booked("wechat")).isEqualTo(1200);
        assertRefused(asked(1), "refund-above-paid");
    }

    @Test
    void anAnswerInAnotherCurrencyIsBookedNowhereAndLeftToAPerson() {
        WECHAT.pay().refundsIn("HKD");
        try {
            refund(1200);

            await().until(() -> fixture.refundStates().equals(List.of("FAILED")));
        } finally {
            WECHAT.pay().refundsIn("CNY");
        }
        assertThat(fixture.booked("wechat")).isEqualTo(1200);
        assertThat(fixture.transfers("REFUND")).isZero();
    }

    @Test
    void theSumOfRefundsNeverExceedsWhatWasPaid() {
        long accepted = Flux.range(0, 30)
                .flatMap(
                        tap -> asked(100)
                                .thenReturn(1)
                                .onErrorResume(Refusal.class, above -> Mono.empty())
                                .subscribeOn(Schedulers.parallel()),
                        30)
                .count()
                .block();

        assertThat(accepted).isEqualTo(12);
        await().until(() -> fixture.atWechat(payment).refundedFen() == 1200);
        assertThat(fixture.refundStates()).hasSize(12).doesNotContain("FAILED");
    }

    @Test
    void ofOnePaymentForSeveralNoSharesRefundsExceedItHoweverManyAskAtOnce() {
        List<Share> shares = List.of(
                new Share(Ids.next(), 700, "午餐"), new Share(Ids.next(), 300, "零件"), new Share(Ids.next(), 1, "袋子"));
        Bill joint = Bill.over(fixture.community, fixture.payer, shares, bill.payBefore(), false);
        PaymentId paid = payments.prepay(joint).block().payment();
        WECHAT.pay(Numbers.of(paid.value()), Manner.PLAIN, 1);
        Random random = new Random(20260811);
        Map<UUID, AtomicLong> back = new ConcurrentHashMap<>();

        Flux.range(0, 80)
                .map(tap -> Map.entry(shares.get(random.nextInt(3)).reference(), 1L + random.nextInt(250)))
                .flatMap(
                        ask -> payments.refundFor(fixture.community, ask.getKey(), ask.getValue(), "部分取消")
                                .as(transaction::transactional)
                                .doOnSuccess(done -> back.computeIfAbsent(ask.getKey(), key -> new AtomicLong())
                                        .addAndGet(ask.getValue()))
                                .onErrorResume(Refusal.class, above -> Mono.empty())
                                .subscribeOn(Schedulers.parallel()),
                        40)
                .blockLast();

        long sum = 0;
        for (Share share : shares) {
            long given = back.getOrDefault(share.reference(), new AtomicLong()).get();
            assertThat(given).isLessThanOrEqualTo(share.amountFen());
            assertThat(payments.paid(fixture.community, List.of(share.reference()))
                            .blockFirst()
                            .refundedFen())
                    .isEqualTo(given);
            sum += given;
        }
        long expected = sum;
        assertThat(expected).isGreaterThan(700);
        await().until(() -> fixture.atWechat(paid).refundedFen() == expected);
    }

    @Test
    void nothingGoesBackForWhatWasNotPaid() {
        Bill unpaid = fixture.aBill(900);
        payments.prepay(unpaid).block();

        assertRefused(
                payments.refundFor(fixture.community, unpaid.reference(), 900, "取消")
                        .as(transaction::transactional),
                "refund-above-paid");
    }

    @Test
    void aRefundThatItsCallerRolledBackWasNeverAsked() {
        Mono<Void> broken = payments.refundFor(fixture.community, bill.reference(), 1200, "取消")
                .then(Mono.<Void>error(new IllegalStateException("the caller failed")))
                .as(transaction::transactional);
        org.assertj.core.api.Assertions.assertThatThrownBy(broken::block).hasMessage("the caller failed");

        assertThat(fixture.refundStates()).isEmpty();
        refund(1200);
    }

    private void refund(long fen) {
        asked(fen).block();
    }

    private Mono<Void> asked(long fen) {
        return payments.refundFor(fixture.community, bill.reference(), fen, "取消预约")
                .as(transaction::transactional);
    }
}
