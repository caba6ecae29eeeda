package community.doorstep.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A lunch was eaten and paid, and something was wrong with it. */
class GoodwillApiTests extends ApiTest {

    private static final String REFUNDS = "/api/station/refunds";

    private PaidLunches lunches;
    private Town.Person elder;
    private Town.Person lead;
    private String lunch;

    @BeforeEach
    void aLunchThatWasEatenAndPaid() {
        lunches = new PaidLunches(town(), "AT_DOOR", WECHAT, port);
        elder = town().resident("何奶奶", "1944-03-01");
        lead = town().staff("站长", "STATION_LEAD");
        lunch = lunches.booked(elder);
    }

    @Test
    void aPartAndThenTheRestGoBackByWechatAndTheBooksFollow() {
        paidByWechat();
        eaten();
        await().until(() -> booked("residents") == 0 && booked("wechat") == 1500);

        JsonNode part = town().post(lead, REFUNDS, wanted(lunch, 500L));
        assertThat(part.get("amountFen").asLong()).isEqualTo(500);
        assertThat(part.get("leftFen").asLong()).isEqualTo(1000);
        JsonNode rest = town().post(town().admin, REFUNDS, wanted(lunch, null));
        assertThat(rest.get("amountFen").asLong()).isEqualTo(1000);

        assertThat(refused(lead, wanted(lunch, null), 409)).isEqualTo("refund-above-paid");
        assertThat(town().get(elder, "/api/bookings/" + lunch)
                        .get("refundedFen")
                        .asLong())
                .isEqualTo(1500);
        await().until(() -> refundedFen(lunch) == 1500);
        CLOCK.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).until(() -> booked("wechat") == 0 && earned() == 0);
        assertThat(booked("residents")).isZero();
        JsonNode noted = town().get(town().admin, "/api/admin/audit-entries?action=refund-given&subjectId=" + lunch)
                .get("items");
        assertThat(noted.findValuesAsString("details")).containsExactly("LATE 1000", "LATE 500");
        assertThat(noted.findValuesAsString("actorId"))
                .containsExactly(town().admin.id(), lead.id());
        await().until(() -> town().get(elder, "/api/me/inbox").toString().contains("退款"));
    }

    @Test
    void whatWasPaidInCashGoesBackOverTheCounter() {
        lunches.post(lead, "/api/station/cash", PaidLunches.wanted(lunch));
        eaten();
        await().until(() -> paid() && earned() != 0);

        town().post(lead, REFUNDS, wanted(lunch, 700L));
        JsonNode handed = town().post(lead, "/api/station/cash/refunds", Map.of("reference", lunch));

        assertThat(handed.get("amountFen").asLong()).isEqualTo(700);
        await().until(() -> earned() == -800);
        assertThat(booked("cash-" + lead.id())).isEqualTo(800);
    }

    @Test
    void manyAtOnceNeverGiveBackMoreThanWasPaidAndARepeatGivesItOnce() {
        lunches.post(lead, "/api/station/cash", PaidLunches.wanted(lunch));
        eaten();
        await().until(this::paid);
        String key = UUID.randomUUID().toString();

        List<Answer> answers = IntStream.range(0, 12)
                .mapToObj(tap -> CompletableFuture.supplyAsync(() -> town().exchange(
                                "POST",
                                lead,
                                REFUNDS,
                                wanted(lunch, 400L),
                                tap < 4 ? key : UUID.randomUUID().toString())))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allMatch(answer -> answer.code().equals("refund-above-paid"));
        assertThat(asked()).as("thrice 400 of 1500").isEqualTo(1200);
    }

    @Test
    void whatWasPaidBeyondABookingGoesBackToo() {
        UUID supplement = supplement();
        lunches.post(lead, "/api/station/cash", PaidLunches.wanted(supplement.toString()));
        await().until(() -> town().get(elder, "/api/supplements")
                .at("/items/0/state")
                .asString()
                .equals("PAID"));

        assertThat(town().post(lead, REFUNDS, wanted(supplement.toString(), 1000L))
                        .get("leftFen")
                        .asLong())
                .isEqualTo(2500);
        assertThat(refused(lead, wanted(supplement.toString(), 2501L), 409)).isEqualTo("refund-above-paid");
    }

    @Test
    void whatIsKeptOfALateCancellationGoesBackAndNeverMore() {
        Town.Person nurse = town().staff("小周", "COUNTER");
        Map<String, Object> keeps = Map.of("freeMinutes", 600, "shareMinutes", 60, "keptPercent", 30);
        town().rules(lunches.service, Map.of("cancellation", keeps));
        lunch = lunches.booked(elder);
        paidByWechat();
        Instant starts = Instant.parse(
                town().get(elder, "/api/bookings/" + lunch).get("startsAt").asString());
        CLOCK.advance(Duration.between(CLOCK.instant(), starts.minus(Duration.ofHours(2))));
        town().post(elder, "/api/bookings/" + lunch + "/cancellation", null);
        assertThat(refused(nurse, wanted(lunch, null), 403)).isEqualTo("role-missing");
        assertThat(refused(lead, wanted(lunch, 451L), 409))
                .as("30 % of 1500 are kept")
                .isEqualTo("refund-above-paid");

        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(tap -> CompletableFuture.supplyAsync(() -> lunches.post(lead, REFUNDS, wanted(lunch, 100L))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(4);
        assertThat(town().post(lead, REFUNDS, wanted(lunch, null))
                        .get("amountFen")
                        .asLong())
                .isEqualTo(50);
        assertThat(refused(lead, wanted(lunch, 1L), 409)).isEqualTo("refund-above-paid");
        assertThat(asked()).as("all that was paid, and no more").isEqualTo(1500);
        await().atMost(Duration.ofSeconds(20)).until(() -> refundedFen(lunch) == 1500);
        CLOCK.advance(Duration.ofMinutes(2));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(booked("wechat")).isZero();
            assertThat(booked("residents")).isZero();
            assertThat(earned()).isZero();
            assertThat(transfers("CANCELLATION")).isEqualTo(1);
            assertThat(transfers("RETURNED")).isEqualTo(5);
        });
    }

    @Test
    void itIsForThoseWhoAnswerForTheStationAndForWhatWasGivenAndPaid() {
        assertThat(refused(lead, wanted(lunch, null), 409)).isEqualTo("service-not-given");
        eaten();
        assertThat(refused(lead, wanted(lunch, null), 409)).as("not paid").isEqualTo("refund-above-paid");
        lunches.post(lead, "/api/station/cash", PaidLunches.wanted(lunch));
        await().until(this::paid);

        assertThat(refused(town().staff("小周", "COUNTER"), wanted(lunch, null), 403))
                .isEqualTo("role-missing");
        assertThat(refused(elder, wanted(lunch, null), 403)).isEqualTo("role-missing");
        Town elsewhere = new Town(api(), WECHAT);
        assertThat(refused(elsewhere.staff("站长", "STATION_LEAD"), wanted(lunch, null), 404))
                .isEqualTo("refund-unknown");
        assertThat(refused(lead, wanted(UUID.randomUUID().toString(), null), 404))
                .isEqualTo("refund-unknown");
        assertThat(refused(lead, wanted(lunch, 1501L), 409)).isEqualTo("refund-above-paid");
        assertThat(refused(lead, wanted(lunch, 0L), 400)).isEqualTo("invalid-fields");
        assertThat(refused(lead, wanted(lunch, -1L), 400)).isEqualTo("invalid-fields");
        assertThat(town().exchange("POST", lead, REFUNDS, wanted(lunch, null), null)
                        .code())
                .isEqualTo("key-missing");
        assertThat(asked()).isZero();
    }

    @Test
    void nobodyGivesMoneyBackToThemselves() {
        String own = lunches.booked(lead);
        lunches.post(lead, "/api/station/cash", PaidLunches.wanted(own));
        town().post(lead, "/api/station/bookings/" + own + "/fulfilment", null);

        assertThat(refused(lead, wanted(own, null), 403)).isEqualTo("own-refund");
    }

    private void paidByWechat() {
        JsonNode order = town().post(elder, "/api/payments", PaidLunches.wanted(lunch));
        WECHAT.pay(PaidLunches.number(order));
        await().until(this::paid);
    }

    private void eaten() {
        town().post(lead, "/api/station/bookings/" + lunch + "/fulfilment", null);
    }

    private boolean paid() {
        return !town().get(elder, "/api/bookings/" + lunch).get("paidAt").isNull();
    }

    private static Map<String, Object> wanted(String reference, Long fen) {
        Map<String, Object> wanted = new HashMap<>(Map.of("reference", reference, "why", "LATE"));
        if (fen != null) {
            wanted.put("amountFen", fen);
        }
        return wanted;
    }

    private String refused(Town.Person caller, Map<String, Object> wanted, int status) {
        Answer answer = lunches.post(caller, REFUNDS, wanted);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        return answer.code();
    }

    private UUID supplement() {
        UUID id = UUID.randomUUID();
        database.sql("""
            INSERT INTO supplement (community_id, id, station_id, concerns, payer_id, amount_fen, words,
                                    state, asked_at, pay_before)
            VALUES (:community, :id, :station, :concerns, :payer, 3500, '更换阀门', 'OPEN', now(), now())
            """)
                .bind("community", UUID.fromString(town().communityId))
                .bind("id", id)
                .bind("station", UUID.fromString(town().stationId))
                .bind("concerns", UUID.fromString(lunch))
                .bind("payer", UUID.fromString(elder.id()))
                .then()
                .block();
        return id;
    }

    /** Below zero: what the station, the operator and the community have. */
    private long earned() {
        return booked("station-" + town().stationId) + booked("operator") + booked("community");
    }

    private long asked() {
        return sum("SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM refund WHERE community_id = :community");
    }

    private long booked(String account) {
        return sum("SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry"
                + " WHERE community_id = :community AND account = '" + account + "'");
    }

    private long transfers(String kind) {
        return sum("SELECT count(*) AS fen FROM ledger_transfer WHERE community_id = :community AND source_kind = '"
                + kind + "'");
    }

    private long sum(String sql) {
        return database.sql(sql)
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("fen", Long.class))
                .one()
                .block();
    }
}
