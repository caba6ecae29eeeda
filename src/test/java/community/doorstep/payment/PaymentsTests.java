package community.doorstep.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PaymentsTests extends ApiTest {

    @Autowired
    Payments payments;

    @Autowired
    OpenPayments openPayments;

    @Autowired
    ReceivedPayments received;

    @Autowired
    TransactionalOperator transaction;

    private PaymentFixture fixture;

    @BeforeEach
    void aCommunity() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
    }

    @Test
    void aPaymentIsBookedOnceHoweverOftenItIsTold() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();

        assertThat(WECHAT.requestPayment(request.parameters())).containsExactly(204);
        assertThat(WECHAT.pay(number(request), Manner.PLAIN, 2)).containsExactly(204, 204);

        assertPaidOnce(bill);
        PaymentReceived told = received.of(bill.reference()).get(0);
        assertThat(told.amountFen()).isEqualTo(1200);
        assertThat(told.way()).isEqualTo("WECHAT");
        assertThat(told.community()).isEqualTo(fixture.community);
    }

    @Test
    void theSameOrderIsOfferedWhileItIsOpen() {
        Bill bill = fixture.aBill(1200);

        List<PaymentId> offered = Flux.range(0, 20)
                .flatMap(tap -> payments.prepay(bill).subscribeOn(Schedulers.parallel()), 20)
                .map(PaymentRequest::payment)
                .distinct()
                .collectList()
                .block();

        assertThat(offered).hasSize(1);
        assertThat(fixture.states(bill.reference())).containsExactly("PREPAID");
    }

    @Test
    void aLostCallbackIsFound() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();
        WECHAT.pay(number(request), Manner.DROPPED, 1);

        CLOCK.advance(Duration.ofMinutes(2));

        assertPaidOnce(bill);
    }

    @Test
    void anOpenPaymentThatNobodyPaidIsAskedAboutAndStaysOpen() {
        Bill bill = fixture.aBill(1200);
        payments.prepay(bill).block();

        CLOCK.advance(Duration.ofMinutes(2));
        await().until(() -> fixture.looks("payment") == 1 && fixture.isLookedAtAgainWithin(Duration.ofMinutes(3)));
        CLOCK.advance(Duration.ofMinutes(3));
        await().until(() -> fixture.looks("payment") == 2);

        assertThat(fixture.states(bill.reference())).containsExactly("PREPAID");
    }

    @Test
    void whatIsNotPaidInTimeIsClosedAtWechat() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();

        CLOCK.advance(Duration.ofMinutes(16));

        await().until(() -> fixture.states(bill.reference()).equals(List.of("CLOSED")));
        assertThat(fixture.atWechat(request.payment()).state()).isEqualTo("CLOSED");
        assertThat(fixture.transfers("PAYMENT")).isZero();
    }

    @Test
    void moneyThatComesAtTheLastMomentIsTakenInsteadOfClosing() {
        Bill bill = fixture.aBill(1200);
        WECHAT.pay(number(payments.prepay(bill).block()), Manner.DROPPED, 1);

        CLOCK.advance(Duration.ofMinutes(16));

        assertPaidOnce(bill);
    }

    @Test
    void moneyThatComesForAClosedPaymentIsBookedAndTold() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();
        WECHAT.pay(number(request), Manner.DROPPED, 1);
        fixture.change("UPDATE payment SET state = 'CLOSED' WHERE community_id = :community");

        assertThat(WECHAT.pay(number(request), Manner.PLAIN, 2)).containsExactly(204, 204);

        assertPaidOnce(bill);
    }

    @Test
    void aCallbackOverAnotherAmountChangesNothing() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();
        fixture.change("UPDATE payment SET amount_fen = 1201 WHERE community_id = :community");

        assertThat(WECHAT.pay(number(request), Manner.PLAIN, 1)).containsExactly(409);

        assertNothingBooked(bill, "PREPAID");
    }

    @Test
    void aCallbackThatWechatDidNotSignChangesNothing() {
        Bill bill = fixture.aBill(1200);
        String number = number(payments.prepay(bill).block());

        assertThat(WECHAT.pay(number, Manner.FORGED, 1)).containsExactly(401);
        assertThat(WECHAT.pay(number, Manner.STALE, 1)).containsExactly(401);
        assertThat(WECHAT.pay(number, Manner.SIGNTEST, 1)).containsExactly(401);

        assertNothingBooked(bill, "PREPAID");
    }

    @Test
    void wechatAwayIsSaidAndTheNextTryGoesOnWithTheSameNumber() {
        Bill bill = fixture.aBill(1200);
        WECHAT.faults().failNext("/v3/pay/transactions/jsapi", "SYSTEM_ERROR");

        assertRefused(payments.prepay(bill), "wechat-unavailable");
        payments.prepay(bill).block();

        assertThat(fixture.states(bill.reference())).containsExactly("PREPAID");
    }

    @Test
    void anOrderThatWechatMadeBeforeWeCouldNoteItIsPaidAllTheSame() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();
        fixture.change("UPDATE payment SET state = 'CREATED', prepay_id = NULL WHERE community_id = :community");
        WECHAT.pay(number(request), Manner.DROPPED, 1);

        assertRefused(payments.prepay(bill), "already-paid");

        assertPaidOnce(bill);
    }

    @Test
    void aNumberThatWechatRefusesForGoodIsReplaced() {
        Bill bill = fixture.aBill(1200);
        WECHAT.faults().failNext("/v3/pay/transactions/jsapi", "OUT_TRADE_NO_USED");

        assertRefused(payments.prepay(bill), "wechat-refused");
        payments.prepay(bill).block();

        await().until(() -> fixture.states(bill.reference()).equals(List.of("CLOSED", "PREPAID")));
    }

    @Test
    void anotherPayerTakesTheBillOver() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest first = payments.prepay(bill).block();
        PersonId daughter = fixture.aPayer();
        Bill hers = new Bill(bill.community(), bill.reference(), daughter, 1200, bill.description(), bill.payBefore());

        PaymentRequest second = payments.prepay(hers).block();

        assertThat(second.payment()).isNotEqualTo(first.payment());
        await().until(() -> fixture.atWechat(first.payment()).state().equals("CLOSED"));
        assertThat(WECHAT.pay(number(second), Manner.PLAIN, 1)).containsExactly(204);
        await().until(() -> fixture.states(bill.reference()).equals(List.of("CLOSED", "PAID")));
    }

    @Test
    void whoHasNoWechatAccountOrComesTooLateIsToldSo() {
        Bill strangers = fixture.aBill(PersonId.next(), 1200);
        Bill late = new Bill(fixture.community, strangers.reference(), fixture.payer, 1200, "午托", CLOCK.instant());

        assertRefused(payments.prepay(strangers), "wechat-account-missing");
        assertRefused(payments.prepay(late), "payment-time-over");
        assertThat(fixture.states(strangers.reference())).isEmpty();
    }

    @Test
    void aWithdrawnPaymentIsClosedAtWechat() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();

        inTransaction(payments.withdraw(fixture.community, bill.reference()));

        await().until(() -> fixture.states(bill.reference()).equals(List.of("CLOSED")));
        assertThat(fixture.atWechat(request.payment()).state()).isEqualTo("CLOSED");
    }

    private void assertPaidOnce(Bill bill) {
        await().until(() -> received.of(bill.reference()).size() == 1);
        assertThat(fixture.states(bill.reference())).containsExactly("PAID");
        assertThat(fixture.transfers("PAYMENT")).isEqualTo(1);
        assertThat(fixture.booked("wechat")).isEqualTo(bill.amountFen());
        assertThat(fixture.booked("residents")).isEqualTo(-bill.amountFen());
    }

    private void assertNothingBooked(Bill bill, String state) {
        assertThat(fixture.states(bill.reference())).containsExactly(state);
        assertThat(fixture.transfers("PAYMENT")).isZero();
        assertThat(received.of(bill.reference())).isEmpty();
    }

    private static String number(PaymentRequest request) {
        return Numbers.of(request.payment().value());
    }

    private void inTransaction(Mono<Void> work) {
        work.as(transaction::transactional).block();
    }

    static void assertRefused(Mono<?> work, String code) {
        Assertions.assertThatThrownBy(work::block)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
