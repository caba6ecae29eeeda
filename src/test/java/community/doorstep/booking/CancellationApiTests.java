package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class CancellationApiTests extends ApiTest {

    private static final String RULES = """
        {"cancellation": {"freeMinutes": 600, "shareMinutes": 60, "keptPercent": 30}}
        """;

    private Town.Person lin;
    private Town.Person operator;

    @BeforeEach
    void peopleComeIn() {
        lin = town().resident("林小红", "1990-05-01");
        operator = town().staff("小周", "OPERATOR");
    }

    @Test
    void whatIsToldBeforeIsGivenBackAfterwardsAtEachBorder() {
        ServiceInTown lunch = aLunch("AT_DOOR", RULES);
        Instant start = lunch.start(3, CLOCK.instant());
        List<String> bookings = Stream.of(3, 4, 5, 6)
                .map(day -> lunch.bookPaid(lin, lunch.slots.get(day), null, operator))
                .toList();

        CLOCK.set(start.minus(Duration.ofMinutes(600)).minusSeconds(30));
        JsonNode free = lunch.terms(lin, bookings.get(0));
        assertThat(free.get("refundFen").asLong()).isEqualTo(1501);
        assertThat(free.get("keptFen").asLong()).isZero();
        assertThat(Instant.parse(free.get("freeUntil").asString())).isEqualTo(start.minus(Duration.ofMinutes(600)));
        assertThat(free.get("validUntil")).isEqualTo(free.get("freeUntil"));
        assertRefunded(lunch, bookings.get(0), 1501);

        CLOCK.set(start.plus(Duration.ofDays(1)).minus(Duration.ofMinutes(599)));
        JsonNode share = lunch.terms(lin, bookings.get(1));
        assertThat(share.get("refundFen").asLong()).isEqualTo(1051);
        assertThat(share.get("keptFen").asLong()).isEqualTo(450);
        assertThat(share.get("validUntil")).isEqualTo(share.get("shareUntil"));
        assertRefunded(lunch, bookings.get(1), 1051);

        CLOCK.set(start.plus(Duration.ofDays(2)).minus(Duration.ofMinutes(59)));
        assertThat(lunch.terms(lin, bookings.get(2)).get("keptFen").asLong()).isEqualTo(1501);
        assertRefunded(lunch, bookings.get(2), 0);

        CLOCK.set(start.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(61)));
        String address = "/api/bookings/" + bookings.get(3) + "/cancellation";
        assertThat(town().exchange("GET", lin, address, null, null).code()).isEqualTo("not-cancellable");
        assertThat(lunch.cancel(lin, bookings.get(3), null).code()).isEqualTo("not-cancellable");
    }

    @Test
    void lessThanWasToldChangesNothing() {
        ServiceInTown lunch = aLunch("AT_DOOR", RULES);
        String booking = lunch.bookPaid(lin, lunch.slots.get(2), null, operator);
        long told = lunch.terms(lin, booking).get("refundFen").asLong();
        CLOCK.set(lunch.start(2, Instant.now()).minus(Duration.ofMinutes(90)));

        Town.Answer changed = lunch.cancel(lin, booking, Map.of("refundFen", told));

        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.code()).isEqualTo("refund-changed");
        assertThat(changed.body().at("/cancellation/refundFen").asLong()).isEqualTo(1051);
        assertThat(lunch.booking(lin, booking).get("state").asString()).isEqualTo("CONFIRMED");
        assertThat(asked(booking)).isZero();
        assertThat(lunch.cancel(lin, booking, Map.of("refundFen", 1051)).status())
                .isEqualTo(200);
        assertThat(asked(booking)).isEqualTo(1051);
    }

    @Test
    void aShareGoesBackThroughWechatAndTheBooksFollow() {
        ServiceInTown lunch = aLunch("BEFORE", RULES);
        String booking = lunch.book(lin, lunch.slots.get(2), null);
        town().post(lin, "/api/bookings/" + booking + "/payment", null);
        WECHAT.callsBack("http://127.0.0.1:" + port);
        WECHAT.pay(outTradeNo(booking));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> lunch.booking(lin, booking).get("state").asString().equals("CONFIRMED"));
        CLOCK.set(lunch.start(2, Instant.now()).minus(Duration.ofMinutes(90)));

        assertThat(lunch.cancel(lin, booking, null).body().get("refundedFen").asLong())
                .isEqualTo(1051);

        await().atMost(Duration.ofSeconds(20)).until(() -> refundedFen(booking) == 1051);
        CLOCK.advance(Duration.ofMinutes(5));
        await().atMost(Duration.ofSeconds(20)).until(() -> balance("wechat") == 450);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(balance("residents"))
                        .as("what is kept is earned")
                        .isZero());
    }

    @Test
    void twoWhoCancelAtOnceAskForOneRefund() {
        ServiceInTown lunch = aLunch("AT_DOOR", RULES);
        String booking = lunch.bookPaid(lin, lunch.slots.get(2), null, operator);

        List<Town.Answer> answers = Flux.range(0, 8)
                .flatMap(n -> Mono.fromCallable(() -> lunch.cancel(lin, booking, null))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(Town.Answer::body).distinct()).hasSize(1);
        assertThat(asked(booking)).isEqualTo(1501);
        assertThat(lunch.seatsLeft(lunch.slots.get(2))).isEqualTo(20);
    }

    @Test
    void theCommunitysFaultGivesEverythingBackAndIsWrittenDown() {
        ServiceInTown lunch = aLunch("AT_DOOR", RULES);
        Town.Person lead = town().staff("王站长", "STATION_LEAD");
        String booking = lunch.bookPaid(lin, lunch.slots.get(2), null, operator);
        CLOCK.set(lunch.start(2, Instant.now()).minus(Duration.ofMinutes(5)));
        Map<String, Object> fault = Map.of("fullRefund", true, "reason", "厨房停水");

        assertThat(lunch.cancel(lin, booking, fault).code()).isEqualTo("role-missing");
        assertThat(lunch.cancel(operator, booking, fault).code()).isEqualTo("role-missing");
        assertThat(lunch.cancel(new Town(api(), WECHAT).admin, booking, fault).code())
                .isEqualTo("booking-unknown");
        JsonNode cancelled = lunch.cancel(lead, booking, fault).body();

        assertThat(cancelled.get("refundedFen").asLong()).isEqualTo(1501);
        assertThat(cancelled.get("endCause").asString()).isEqualTo("STAFF");
        assertThat(lunch.booking(lin, booking).get("endReason").asString()).isEqualTo("厨房停水");
        assertThat(audited("booking-cancelled", booking)).isEqualTo(1);
        assertThat(asked(booking)).isEqualTo(1501);
    }

    @Test
    void whatIsFreeOrUnpaidIsSimplyCancelled() {
        ServiceInTown lunch = aLunch("AT_DOOR", RULES);
        String booking = lunch.book(lin, lunch.slots.get(2), null);
        CLOCK.set(lunch.start(2, Instant.now()).minus(Duration.ofMinutes(5)));

        assertThat(lunch.terms(lin, booking).get("keptFen").asLong()).isZero();
        assertThat(lunch.cancel(lin, booking, Map.of("refundFen", 0))
                        .body()
                        .get("state")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(asked(booking)).isZero();
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        ServiceInTown lunch = aLunch("AT_DOOR", "{}");
        Town.Person stranger = town().resident("生人", "1970-05-01");
        String booking = lunch.book(lin, lunch.slots.get(2), null);
        String address = "/api/bookings/" + booking + "/cancellation";

        assertThat(lunch.cancel(lin, booking, Map.of("refundFen", -1)).code()).isEqualTo("invalid-fields");
        assertThat(lunch.cancel(lin, booking, Map.of("refundFen", "all")).code())
                .isEqualTo("wrong-type");
        assertThat(lunch.cancel(lin, booking, Map.of("amount", 1)).code()).isEqualTo("unknown-field");
        assertThat(lunch.cancel(town().admin, booking, Map.of("fullRefund", true))
                        .code())
                .isEqualTo("full-refund-reason");
        assertThat(lunch.cancel(lin, booking, Map.of("reason", "不来了")).code()).isEqualTo("full-refund-reason");
        assertThat(town().exchange("GET", stranger, address, null, null).status())
                .isEqualTo(404);
        assertThat(lunch.cancel(stranger, booking, Map.of("refundFen", 0)).status())
                .isEqualTo(404);
        assertThat(lunch.booking(lin, booking).get("state").asString()).isEqualTo("CONFIRMED");
    }

    private void assertRefunded(ServiceInTown lunch, String booking, long fen) {
        JsonNode cancelled =
                lunch.cancel(lin, booking, Map.of("refundFen", fen)).body();
        assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("refundedFen").asLong()).isEqualTo(fen);
        assertThat(asked(booking)).isEqualTo(fen);
    }

    private ServiceInTown aLunch(String terms, String rules) {
        return new ServiceInTown(town(), database, "MEAL", terms, 1501, rules);
    }

    private long asked(String booking) {
        return number("""
            SELECT coalesce(sum(refund.amount_fen), 0)::bigint AS number FROM refund
            JOIN payment ON payment.id = refund.payment_id WHERE payment.reference = :id
            """, booking);
    }

    private long audited(String action, String subject) {
        return number(
                "SELECT count(*) AS number FROM audit_entry WHERE subject_id = :id AND action = '" + action + "'",
                subject);
    }

    private long balance(String account) {
        return number(
                "SELECT coalesce(sum(amount_fen), 0)::bigint AS number FROM ledger_entry WHERE community_id = :id AND"
                        + " account = '"
                        + account + "'",
                town().communityId);
    }

    private long number(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
