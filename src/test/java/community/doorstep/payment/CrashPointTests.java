package community.doorstep.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.TestClock;
import community.doorstep.TestSettings;
import community.doorstep.Town;
import community.doorstep.bench.JavaProcess;
import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.embedded.Ports;
import community.doorstep.wechat.simulator.Callback.Manner;
import community.doorstep.wechat.simulator.SimulatedPayment;
import community.doorstep.wechat.simulator.WechatSimulator;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * The application's JVM is killed after each step of pay and refund, and started again. No callback is repeated, so that
 * nobody helps it; the person does again what got no answer. Then all is there, exactly once.
 */
class CrashPointTests {

    private static final List<String> PAY = List.of(
            "PaymentRows.add",
            "commit:PaymentRows.add",
            "WechatPay.prepay",
            "PaymentRows.prepaid",
            "WechatPay.requestPayment",
            "WechatPay.verified",
            "PaidRows.settle",
            "PaymentRows.paid",
            "Ledger.post",
            "commit:PaymentRows.locked",
            "PaidBookings.on",
            "commit:PaidBookings.on",
            "ShippingRows.due",
            "MiniProgram.uploadShipping",
            "ShippingRows.ended");
    private static final List<String> REFUND = List.of(
            "PaidRows.takeBack",
            "commit:PaidRows.takeBack",
            "RefundRows.due",
            "WechatPay.refund",
            "RefundRows.accepted",
            "WechatPay.queryRefund",
            "RefundRows.done",
            "Ledger.post",
            "commit:RefundRows.done");

    /** In every run those where money has moved and we do not know yet; all of them when thorough. */
    private static final List<String> ALWAYS = List.of("WechatPay.verified", "WechatPay.refund");

    /** Longer than a lease of the sweeper. */
    private static final Duration LATER = Duration.ofMinutes(6);

    private static final TestClock CLOCK = new TestClock();
    private static final int PORT = Ports.any();
    private static EmbeddedServers servers;
    private static WechatSimulator wechat;
    private static DatabaseClient database;
    private static JavaProcess application;
    private static Town town;
    private static Town.Person mother;
    private static String lunch;
    private static Duration ahead = Duration.ZERO;
    private static int day;

    @BeforeAll
    static void aHouseOfItsOwn() throws IOException {
        String process = String.valueOf(ProcessHandle.current().pid());
        servers = EmbeddedServers.start(Path.of("target", "embedded", "crash-" + process), 0, 0, false);
        wechat = new WechatSimulator(0, CLOCK)
                .callsBack("http://127.0.0.1:" + PORT)
                .start();
        start();
        town = new Town(api(), wechat);
        lunch = town.service("MEAL", "午餐", "BEFORE", null, null);
        town.publishPrices(Map.of(lunch, 1500L));
        town.everyDay(lunch, 500);
        mother = town.resident("王芳", "1988-05-05");
        database = database();
    }

    @AfterAll
    static void close() {
        application.close();
        wechat.close();
        servers.close();
    }

    static Stream<String> payPoints() {
        return points(PAY);
    }

    static Stream<String> refundPoints() {
        return points(REFUND);
    }

    private static Stream<String> points(List<String> all) {
        return all.stream().filter(point -> Boolean.getBoolean("thorough") || ALWAYS.contains(point));
    }

    @ParameterizedTest
    @MethodSource("payPoints")
    void isPaidOnceThoughItCrashesAfter(String step) throws IOException {
        String booking = booked();
        application.ask("arm " + step);
        pay(booking, Manner.PLAIN);

        crashed(step);

        if (!paidAtWechat(booking)) {
            pay(booking, Manner.DROPPED);
        }
        assertPaidOnce(booking);
    }

    @ParameterizedTest
    @MethodSource("refundPoints")
    void isGivenBackOnceThoughItCrashesAfter(String step) throws IOException {
        String booking = booked();
        pay(booking, Manner.PLAIN);
        assertPaidOnce(booking);
        application.ask("arm " + step);
        cancel(booking);
        if (step.startsWith("WechatPay.queryRefund") || step.contains("done") || step.equals("Ledger.post")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> refunds(booking, "ACCEPTED") == 1);
            later();
        }

        crashed(step);

        if (!"CANCELLED".equals(state(booking))) {
            cancel(booking);
        }
        assertGivenBackOnce(booking);
    }

    private void assertPaidOnce(String booking) throws IOException {
        eventually(() -> state(booking).equals("CONFIRMED") && shipped(booking));
        assertThat(number(
                        "SELECT count(*) AS number FROM payment WHERE reference = :booking AND state = 'PAID'",
                        booking))
                .isEqualTo(1);
        assertThat(transfers("PAYMENT", booking)).isEqualTo(1);
        assertThat(number("SELECT count(*) AS number FROM refund WHERE reference = :booking", booking))
                .isZero();
        assertThat(payments(booking).stream()
                        .filter(payment -> !payment.transactionId().isEmpty()))
                .hasSize(1);
    }

    private void assertGivenBackOnce(String booking) throws IOException {
        eventually(() -> refunds(booking, "DONE") == 1);
        assertThat(number("SELECT count(*) AS number FROM refund WHERE reference = :booking", booking))
                .isEqualTo(1);
        assertThat(transfers("REFUND", booking)).isEqualTo(1);
        assertThat(payments(booking).stream()
                        .mapToLong(SimulatedPayment::refundedFen)
                        .sum())
                .isEqualTo(1500);
    }

    private interface Condition {
        boolean holds();
    }

    /** However long the sweeper pauses. */
    private static void eventually(Condition condition) throws IOException {
        for (int turn = 0; turn < 20 && !condition.holds(); turn++) {
            try {
                await().atMost(Duration.ofSeconds(2)).until(condition::holds);
            } catch (org.awaitility.core.ConditionTimeoutException notYet) {
                forward(Duration.ofMinutes(1));
            }
        }
        assertThat(condition.holds()).isTrue();
    }

    private static void start() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(TestSettings.ALL);
        settings.putAll(servers.properties());
        settings.putAll(wechat.properties());
        settings.put("server.port", String.valueOf(PORT));
        settings.put("doorstep.payment.ask-after", "1s");
        settings.put("springdoc.api-docs.enabled", "false");
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(ahead.toSeconds())));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        Path log = Files.createDirectories(Path.of("target")).resolve("crash-" + PORT + ".log");
        application = JavaProcess.asked(
                log, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"), CrashingDoorstep.class, arguments);
        application.ask("ready");
    }

    /** It is dead, and a new one runs; meanwhile its leases have ended. */
    private static void crashed(String step) throws IOException {
        await().atMost(Duration.ofSeconds(30)).alias(step).until(() -> !application.isAlive());
        application.close();
        ahead = ahead.plus(LATER);
        CLOCK.advance(LATER);
        start();
    }

    private static void later() throws IOException {
        forward(Duration.ofMinutes(1));
    }

    private static void forward(Duration by) throws IOException {
        CLOCK.advance(by);
        ahead = ahead.plus(by);
        if (application.isAlive()) {
            try {
                application.ask("advance " + by.toSeconds());
            } catch (IOException crashed) {
                assertThat(application.isAlive()).isFalse();
            }
        }
    }

    private static String booked() {
        String slot = town.slots(lunch).get(day++ / 12 % 6);
        Town.Person child = mother;
        String id = town.family(child, "小明" + day, "2018-05-05", "CHILD");
        String quote = town.post(child, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot, "beneficiaryId", id))
                .get("token")
                .asString();
        return town.made(child, "/api/bookings", Map.of("slotId", slot, "quote", quote, "beneficiaryId", id));
    }

    /** As a phone does it: what gets no answer is not known to have happened. */
    private static void pay(String booking, Manner manner) {
        try {
            town.exchange("POST", mother, "/api/bookings/" + booking + "/payment", null, null);
        } catch (WebClientException noAnswer) {
            return;
        }
        for (SimulatedPayment payment : payments(booking)) {
            if (payment.state().equals("NOTPAY")) {
                wechat.pay(payment.outTradeNo(), manner, 1);
            }
        }
    }

    private static void cancel(String booking) {
        try {
            town.exchange("POST", mother, "/api/bookings/" + booking + "/cancellation", null, null);
        } catch (WebClientException noAnswer) {
            // The person does it again.
        }
    }

    private static boolean paidAtWechat(String booking) {
        return payments(booking).stream()
                .anyMatch(payment -> !payment.transactionId().isEmpty());
    }

    private static boolean shipped(String booking) {
        return payments(booking).stream().anyMatch(SimulatedPayment::shipped);
    }

    /** The orders at WeChat for the booking. */
    private static List<SimulatedPayment> payments(String booking) {
        List<String> ours = database.sql("SELECT out_trade_no FROM payment WHERE reference = :booking")
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("out_trade_no", String.class))
                .all()
                .collectList()
                .block();
        return wechat.pay().payments().stream()
                .filter(payment -> ours.contains(payment.outTradeNo()))
                .toList();
    }

    private static String state(String booking) {
        return database.sql("SELECT state FROM booking WHERE id = :booking")
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("state", String.class))
                .one()
                .block();
    }

    private static long refunds(String booking, String state) {
        return number(
                "SELECT count(*) AS number FROM refund WHERE reference = :booking AND state = '" + state + "'",
                booking);
    }

    private static long transfers(String kind, String booking) {
        String source = kind.equals("PAYMENT") ? "payment" : "refund";
        return number(
                "SELECT count(*) AS number FROM ledger_transfer JOIN " + source + " ON source_id = " + source
                        + ".id WHERE source_kind = '" + kind + "' AND reference = :booking",
                booking);
    }

    private static long number(String sql, String booking) {
        return database.sql(sql)
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("number", Long.class))
                .one()
                .block();
    }

    private static DatabaseClient database() {
        Map<String, String> settings = servers.properties();
        return DatabaseClient.create(
                ConnectionFactories.get(ConnectionFactoryOptions.parse(settings.get("spring.r2dbc.url"))
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, settings.get("spring.r2dbc.username"))
                        .option(ConnectionFactoryOptions.PASSWORD, settings.get("spring.r2dbc.password"))
                        .build()));
    }

    private static WebTestClient api() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + PORT)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }
}
