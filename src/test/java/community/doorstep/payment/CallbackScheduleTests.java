package community.doorstep.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.simulator.Callback.Manner;
import community.doorstep.wechat.simulator.SimulatedPayment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Seeded schedules of what residents, WeChat and the house do to one bill, some of it at once: paid, told once, often,
 * late, never or out of order, forged, cancelled, expired, paid in cash meanwhile or together with another bill, given
 * back. Whatever happens, the books match the money.
 */
class CallbackScheduleTests extends ApiTest {

    private static final int SCHEDULES = Boolean.getBoolean("thorough") ? 10_000 : 1000;
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
        EXPIRE,
        PREPAY_TOGETHER,
        CASH,
        REFUND_PART,
        REFUND_ALL,
        REFUND_TOLD
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
    private Set<UUID> settledOnes;
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
            assertThat(received.of(bill.reference()))
                    .as(bill.toString())
                    .hasSize(settledOnes.contains(bill.reference()) ? 1 : 0);
        }
        List<SimulatedPayment> atWechat = ofThisCommunity();
        long moneyIn = atWechat.stream().mapToLong(this::paid).sum();
        long givenBack =
                atWechat.stream().mapToLong(SimulatedPayment::refundedFen).sum();
        assertThat(fixture.booked("wechat")).isEqualTo(moneyIn - givenBack);
        assertThat(fixture.transfers("PAYMENT"))
                .isEqualTo(number("SELECT count(*) AS number FROM payment"
                        + " WHERE community_id = :community AND state = 'PAID'"));
        assertThat(number("SELECT count(*) AS number FROM payment WHERE community_id = :community"
                        + " AND state = 'PAID' AND way = 'WECHAT'"))
                .isEqualTo(
                        atWechat.stream().filter(payment -> paid(payment) > 0).count());
        assertMoneyInIsBookedOrGivenBack(moneyIn, givenBack);
        assertThat(fixture.transfers("REFUND")).isPositive();
    }

    /** What came in settles a reference, or it came too often and all of that went back; nothing is pending any more. */
    private void assertMoneyInIsBookedOrGivenBack(long moneyIn, long givenBack) {
        long settled = number("""
            SELECT COALESCE(sum(paid.amount_fen), 0)::bigint AS number
            FROM paid_reference AS paid JOIN payment
                ON payment.community_id = paid.community_id AND payment.id = paid.payment_id
            WHERE paid.community_id = :community AND payment.way = 'WECHAT'
            """);
        long asked = number("""
            SELECT COALESCE(sum(paid.refunded_fen), 0)::bigint AS number
            FROM paid_reference AS paid JOIN payment
                ON payment.community_id = paid.community_id AND payment.id = paid.payment_id
            WHERE paid.community_id = :community AND payment.way = 'WECHAT'
            """);
        assertThat(moneyIn - settled).as("came too often").isEqualTo(givenBack - asked);
        assertThat(number("SELECT count(*) AS number FROM refund WHERE community_id = :community AND state = 'FAILED'"))
                .isZero();
        assertThat(number("SELECT count(*) AS number FROM payment WHERE community_id = :community"
                        + " AND refunded_fen > amount_fen"))
                .isZero();
    }

    /** One bill's life, two steps at a time. */
    private Bill play(int schedule) {
        Random random = new Random(20260700L + schedule);
        Bill bill = fixture.aBill(1 + random.nextInt(5000));
        quietly(payments.prepay(bill));
        int pairs = 1 + random.nextInt(2);
        for (int pair = 0; pair < pairs; pair++) {
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
            case EXPIRE -> expire(bill);
            case PREPAY_TOGETHER -> quietly(payments.prepay(together(bill)));
            case CASH -> quietly(inTransaction(payments.cashReceived(bill, worker)));
            case REFUND_PART -> refund(bill, 1 + bill.amountFen() / 3);
            case REFUND_ALL -> refund(bill, bill.amountFen());
            case REFUND_TOLD -> tellOfRefunds(bill);
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
        atWechat(bill).stream()
                .filter(payment -> paid(payment) > 0)
                .forEach(payment -> WECHAT.callbacks().send(payment, Manner.PLAIN, times));
    }

    private void tellOfRefunds(Bill bill) {
        for (SimulatedPayment payment : atWechat(bill)) {
            payment.refundNumbers().forEach(number -> WECHAT.refunded(number, "SUCCESS", Manner.PLAIN, 2));
        }
    }

    /** As if its time were over. */
    private void expire(Bill bill) {
        database.sql("UPDATE payment SET pay_before = :now, look_at = :now WHERE community_id = :community"
                        + " AND reference = :reference AND state IN ('CREATED', 'PREPAID')")
                .bind("now", CLOCK.instant())
                .bind("community", bill.community().value())
                .bind("reference", bill.reference())
                .then()
                .block();
    }

    /** One payment for this bill and something else that is due. */
    private Bill together(Bill bill) {
        Share other = new Share(Ids.next(), 300, "零件");
        return Bill.over(bill.community(), daughter, List.of(bill.shares().get(0), other), bill.payBefore(), false);
    }

    private void settle(List<Bill> bills) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    CLOCK.advance(Duration.ofMinutes(20));
                    return number("""
                        SELECT (SELECT count(*) FROM payment WHERE community_id = :community
                                  AND state IN ('CREATED', 'PREPAID', 'CLOSING'))
                             + (SELECT count(*) FROM refund WHERE community_id = :community
                                  AND way = 'WECHAT' AND state IN ('REQUESTED', 'ACCEPTED')) AS number
                        """) == 0;
                });
        settledOnes = database.sql("SELECT reference FROM paid_reference WHERE community_id = :community")
                .bind("community", fixture.community.value())
                .map(row -> row.get("reference", UUID.class))
                .all()
                .collect(Collectors.toSet())
                .block();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> bills.stream()
                        .map(Bill::reference)
                        .filter(settledOnes::contains)
                        .noneMatch(reference -> received.of(reference).isEmpty()));
    }

    private List<SimulatedPayment> atWechat(Bill bill) {
        List<SimulatedPayment> known = new ArrayList<>();
        for (String number : numbers(bill)) {
            try {
                known.add(WECHAT.pay().payment(number));
            } catch (IllegalArgumentException unknown) {
                // WeChat has not heard of it.
            }
        }
        return known;
    }

    private List<String> numbers(Bill bill) {
        return database.sql("SELECT out_trade_no FROM payment JOIN payment_share AS share"
                        + " ON share.community_id = payment.community_id AND share.payment_id = payment.id"
                        + " WHERE share.reference = :reference AND way = 'WECHAT'"
                        + " AND payment.community_id = :community ORDER BY id")
                .bind("reference", bill.reference())
                .bind("community", bill.community().value())
                .map(row -> row.get("out_trade_no", String.class))
                .all()
                .collectList()
                .block();
    }

    private List<SimulatedPayment> ofThisCommunity() {
        Set<String> ours = database.sql("SELECT out_trade_no FROM payment WHERE community_id = :community")
                .bind("community", fixture.community.value())
                .map(row -> row.get("out_trade_no", String.class))
                .all()
                .collect(Collectors.toSet())
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
