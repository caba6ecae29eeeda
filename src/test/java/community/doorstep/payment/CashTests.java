package community.doorstep.payment;

import static community.doorstep.payment.PaymentsTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class CashTests extends ApiTest {

    @Autowired
    Payments payments;

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
    void whoPaidTwiceForOneReferenceGetsTheSecondBack() {
        Bill bill = fixture.aBill(1200);
        PaymentRequest request = payments.prepay(bill).block();
        WECHAT.pay(Numbers.of(request.payment().value()), Manner.DROPPED, 1);
        inTransaction(payments.cashReceived(bill, PersonId.next()));

        assertThat(WECHAT.pay(Numbers.of(request.payment().value()), Manner.PLAIN, 1))
                .containsExactly(204);

        await().until(() -> fixture.atWechat(request.payment()).refundedFen() == 1200);
        CLOCK.advance(Duration.ofMinutes(2));
        await().until(() -> fixture.refundStates().equals(List.of("DONE")));
        assertThat(fixture.booked("wechat")).isZero();
        assertThat(fixture.booked("residents")).isEqualTo(-1200);
        assertThat(received.of(bill.reference()))
                .extracting(PaymentReceived::way)
                .containsExactly("CASH");
    }

    @Test
    void cashGoesToWhoTookItAndClosesWhatWasOpen() {
        Bill bill = fixture.aBill(800);
        PaymentRequest request = payments.prepay(bill).block();
        PersonId worker = PersonId.next();

        inTransaction(payments.cashReceived(bill, worker));

        await().until(() -> fixture.atWechat(request.payment()).state().equals("CLOSED"));
        assertThat(fixture.booked("cash-" + worker)).isEqualTo(800);
        await().until(() -> received.of(bill.reference()).size() == 1);
        assertRefused(payments.cashReceived(bill, worker).as(transaction::transactional), "already-paid");
        assertRefused(payments.prepay(bill), "already-paid");
    }

    @Test
    void aReferenceIsPaidInCashOnceHoweverManyReportIt() {
        Bill bill = fixture.aBill(800);
        PersonId worker = PersonId.next();

        long accepted = Flux.range(0, 20)
                .flatMap(tap -> payments.cashReceived(bill, worker)
                        .as(transaction::transactional)
                        .thenReturn(1)
                        .onErrorResume(Refusal.class, again -> Mono.empty())
                        .subscribeOn(Schedulers.parallel()))
                .count()
                .block();

        assertThat(accepted).isEqualTo(1);
        assertThat(fixture.booked("cash-" + worker)).isEqualTo(800);
    }

    @Test
    void cashGoesBackInCash() {
        Bill inCash = fixture.aBill(800);
        PersonId worker = PersonId.next();
        PersonId counter = PersonId.next();
        payments.cashReceived(inCash, worker).as(transaction::transactional).block();
        payments.refundFor(fixture.community, inCash.reference(), 800, "没修好")
                .as(transaction::transactional)
                .block();

        assertThat(returned(inCash, counter)).isEqualTo(800);
        assertThat(returned(inCash, counter)).isZero();

        assertThat(fixture.refundStates()).containsExactly("DONE");
        assertThat(fixture.booked("cash-" + worker)).isEqualTo(800);
        assertThat(fixture.booked("cash-" + counter)).isEqualTo(-800);
        assertThat(fixture.booked("residents")).isZero();
    }

    private long returned(Bill inCash, PersonId by) {
        return payments.cashReturned(new UUID[] {fixture.community.value()}, inCash.reference(), by)
                .as(transaction::transactional)
                .block();
    }

    private void inTransaction(Mono<?> work) {
        work.as(transaction::transactional).block();
    }
}
