package community.doorstep.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.simulator.Callback.Manner;
import community.doorstep.wechat.simulator.SimulatedPayment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Seeded schedules of what residents, WeChat and the house do to one bill, some of it at once: paid, told once, often,
 * late or never, forged, withdrawn, paid in cash meanwhile, given back. Whatever happens, the books match the money.
 */
class CallbackScheduleTests extends ApiTest {

    private static final int SCHEDULES = Boolean.getBoolean("thorough") ? 2000 : 200;
    private static final int AT_ONCE = 8;

    private enum Step {
        PREPAY,
        PAY,
        PAY_UNTOLD,
        TELL_AGAIN,
        TELL_OFTEN,
        FORGE,
        STALE,
        WITHDRAW,
        CASH,
        REFUND_PART,
        REFUND_ALL
    }

    @Autowired
    Payments payments;

    @Autowired
    ReceivedPayments received;

    @Autowired
    TransactionalOperator transaction;

    private final ExecutorService schedules = Executors.newFixedThreadPool(AT_ONCE);
    private final ExecutorService meanwhiles = Executors.newFixedThreadPool(AT_ONCE);
    private final PersonId worker = PersonId.next();
    private PaymentFixture fixture;
    private PersonId daughter;

    @BeforeEach
    void aCommunity() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
        daughter = fixture.aPayer();
    }

    @AfterEach
    void stop() {
        schedules.shutdownNow();
        meanwhiles.shutdownNow();
    }

    @Test
    void theBooksMatchTheMoneyWhateverHappens() {
        List<Bill> bills = IntStream.range(0, SCHEDULES)
                .mapToObj(schedule -> CompletableFuture.supplyAsync(() -> play(schedule), schedules))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        settle(bills);

        for (Bill bill : bills) {
            assertTold(bill);
        }
        List<SimulatedPayment> atWechat = ofThisCommunity();
        assertThat(fixture.booked("wechat"))
                .isEqualTo(atWechat.stream()
                        .mapToLong(payment -> paid(payment) - payment.refundedFen())
                        .sum());
        assertThat(fixture.transfers("PAYMENT"))
                .isEqualTo(number("SELECT count(*) AS number FROM payment"
                        + " WHERE community_id = :community AND state = 'PAID'"));
        assertThat(number("SELECT count(*) AS number FROM payment WHERE community_id = :community"
                        + " AND state = 'PAID' AND way = 'WECHAT'"))
                .isEqualTo(
                        atWechat.stream().filter(payment -> paid(payment) > 0).count());
        assertThat(number("SELECT COALESCE(sum(amount_fen - refunded_fen), 0)::bigint AS number FROM payment"
                        + " WHERE community_id = :community AND surplus"))
                .isZero();
        assertThat(fixture.transfers("REFUND")).isPositive();
    }

    /** One bill's life, two steps at a time. */
    private Bill play(int schedule) {
        Random random = new Random(20260700L + schedule);
        Bill bill = fixture.aBill(1 + random.nextInt(5000));
        quietly(payments.prepay(bill));
        for (int pair = 0; pair < 2 + random.nextInt(3); pair++) {
            Step first = Step.values()[random.nextInt(Step.values().length)];
            Step second = Step.values()[random.nextInt(Step.values().length)];
            CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> take(first, bill), meanwhiles);
            take(second, bill);
            meanwhile.join();
        }
        return bill;
    }

    private void take(Step step, Bill bill) {
        switch (step) {
            case PREPAY ->
                quietly(payments.prepay(new Bill(
                        bill.community(),
                        bill.reference(),
                        daughter,
                        bill.amountFen(),
                        bill.description(),
                        bill.payBefore())));
            case PAY -> pay(bill, Manner.PLAIN, 1);
            case PAY_UNTOLD -> pay(bill, Manner.DROPPED, 1);
            case TELL_AGAIN -> tellAgain(bill, 1);
            case TELL_OFTEN -> tellAgain(bill, 3);
            case FORGE -> pay(bill, Manner.FORGED, 1);
            case STALE -> pay(bill, Manner.STALE, 1);
            case WITHDRAW -> quietly(inTransaction(payments.withdraw(bill.community(), bill.reference())));
            case CASH -> quietly(inTransaction(payments.cashReceived(bill, worker)));
            case REFUND_PART -> refund(bill, 1 + bill.amountFen() / 3);
            case REFUND_ALL -> refund(bill, bill.amountFen());
        }
    }

    private void refund(Bill bill, long fen) {
        quietly(inTransaction(payments.refundFor(bill.community(), bill.reference(), fen, "取消")));
    }

    private void pay(Bill bill, Manner manner, int times) {
        for (String number : numbers(bill)) {
            try {
                List<Integer> answers = WECHAT.pay(number, manner, times);
                if (manner == Manner.FORGED || manner == Manner.STALE) {
                    assertThat(answers).containsOnly(401);
                }
            } catch (IllegalStateException | IllegalArgumentException closedOrUnknown) {
                // The resident cannot pay it any more, or not yet.
            }
        }
    }

    private void tellAgain(Bill bill, int times) {
        numbers(bill).stream()
                .flatMap(number -> WECHAT.pay().payments().stream()
                        .filter(payment -> payment.outTradeNo().equals(number) && paid(payment) > 0))
                .forEach(payment -> WECHAT.callbacks().send(payment, Manner.PLAIN, times));
    }

    private void settle(List<Bill> bills) {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            CLOCK.advance(Duration.ofMinutes(20));
            return number("""
                    SELECT (SELECT count(*) FROM payment WHERE community_id = :community
                              AND state IN ('CREATED', 'PREPAID', 'CLOSING'))
                         + (SELECT count(*) FROM refund WHERE community_id = :community
                              AND way = 'WECHAT' AND state IN ('REQUESTED', 'ACCEPTED')) AS number
                    """) == 0;
        });
        await().until(() ->
                bills.stream().allMatch(bill -> received.of(bill.reference()).size() == settled(bill)));
    }

    private void assertTold(Bill bill) {
        assertThat(received.of(bill.reference())).as(bill.toString()).hasSize((int) settled(bill));
    }

    private long settled(Bill bill) {
        return fixture.number("""
                SELECT count(*) AS number FROM payment
                WHERE community_id = :community AND reference = :reference AND state = 'PAID' AND NOT surplus
                """, Map.of("reference", bill.reference()));
    }

    private List<String> numbers(Bill bill) {
        return database.sql("SELECT out_trade_no FROM payment WHERE reference = :reference AND way = 'WECHAT'"
                        + " AND community_id = :community ORDER BY id")
                .bind("reference", bill.reference())
                .bind("community", bill.community().value())
                .map(row -> row.get("out_trade_no", String.class))
                .all()
                .collectList()
                .block();
    }

    private List<SimulatedPayment> ofThisCommunity() {
        List<String> ours = database.sql("SELECT out_trade_no FROM payment WHERE community_id = :community")
                .bind("community", fixture.community.value())
                .map(row -> row.get("out_trade_no", String.class))
                .all()
                .collectList()
                .block();
        return WECHAT.pay().payments().stream()
                .filter(payment -> ours.contains(payment.outTradeNo()))
                .toList();
    }

    private long paid(SimulatedPayment payment) {
        return payment.transactionId().isEmpty() ? 0 : payment.amountFen();
    }

    private long number(String sql) {
        return fixture.number(sql, Map.of());
    }

    private <T> Mono<T> inTransaction(Mono<T> work) {
        return work.as(transaction::transactional);
    }

    private static void quietly(Mono<?> work) {
        work.onErrorResume(Refusal.class, refusal -> Mono.empty()).block();
    }
}
