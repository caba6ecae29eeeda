package community.doorstep.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReconciliationApiTests extends ApiTest {

    private static final String DAYS = "/api/admin/reconciliation/days/";
    private static final String DIFFERENCES = "/api/admin/reconciliation/differences";

    private Town.Person mother;
    private Town.Person finance;
    private String lunch;
    private int slot;
    private LocalDate day;

    @BeforeEach
    void aTownThatIsPaid() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 50);
        mother = town().resident("王芳", "1988-05-05");
        finance = town().staff("小周", "FINANCE");
        day = CLOCK.instant().atZone(BillReconciliation.SHANGHAI).toLocalDate();
    }

    @AfterEach
    void honestAgain() {
        WECHAT.bills().spoil(false);
    }

    @Test
    void aDayThatWasBookedRightHasNoDifferencesAndItsFeesAreBooked() {
        paid(Manner.PLAIN);
        refund(paid(Manner.PLAIN));

        JsonNode compared = compare();

        assertThat(compared.get("payments").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(differences().get("items")).isEmpty();
        // Two payments with a fee of 9 fen each, one of which came back with its refund.
        assertThat(balance("wechat-fees")).isEqualTo(9);
        assertThat(balance("wechat")).isEqualTo(1500 - 9);
        compare();
        assertThat(balance("wechat-fees")).as("compared again").isEqualTo(9);
    }

    @Test
    void eachDifferenceIsListedWithItsCauseAndSettledByAPerson() {
        String lost = paid(Manner.DROPPED);
        String changed = paid(Manner.PLAIN);
        String hidden = paid(Manner.PLAIN);
        String unsettled = paid(Manner.PLAIN);
        WECHAT.bills().change(changed, 1400);
        WECHAT.bills().hide(hidden);
        WECHAT.bills().hideFlow(unsettled);

        compare();

        JsonNode items = differences().get("items");
        assertThat(kind(items, lost)).isEqualTo("NOT_BOOKED CALLBACK_LOST");
        assertThat(kind(items, changed)).isEqualTo("AMOUNT_DIFFERS DISCOUNT_OR_CORRECTION");
        assertThat(kind(items, hidden)).startsWith("NOT_IN_BILL");
        assertThat(kind(items, unsettled)).isEqualTo("NO_FLOW NOT_SETTLED_YET");
        assertThat(items.size()).isEqualTo(4);

        String id = items.get(0).get("id").asString();
        Map<String, Object> settlement = Map.of("cause", "UNKNOWN", "note", "已与微信核对");
        Answer settled = settle(finance, id, settlement);
        assertThat(settled.body().get("state").asString()).isEqualTo("SETTLED");
        assertThat(settle(finance, id, settlement).code()).isEqualTo("difference-settled");
        assertThat(audited(id)).isEqualTo(1);
        compare();
        assertThat(differences().get("items").findValuesAsString("id"))
                .as("settled stays settled")
                .doesNotContain(id);
    }

    @Test
    void whatIsBookedMeanwhileIsGone() {
        String lost = paid(Manner.DROPPED);
        compare();
        assertThat(differences().get("items").size()).isEqualTo(1);

        await().until(() -> WECHAT.callbacks()
                .send(WECHAT.pay().payment(lost), Manner.PLAIN, 1)
                .equals(List.of(204)));

        // Its hold has ended, perhaps before WeChat's word: then it is paid back, and that is asked for again after a
        // while.
        await().untilAsserted(() -> {
            CLOCK.advance(Duration.ofMinutes(10));
            compare();
            assertThat(differences().get("items")).isEmpty();
        });
    }

    @Test
    void whatIsNobodysIsForTheCity() {
        paid(Manner.PLAIN);
        String number = "OTHER" + Town.unique();
        WECHAT.bills().addForeign(number, 7700);
        WECHAT.bills().withdraw(5_000_00);
        compare();

        JsonNode items = town().get(town().cityAdmin, DIFFERENCES + "?size=100").get("items");
        assertThat(kind(items, number)).isEqualTo("UNKNOWN_NUMBER OTHER_SYSTEM");
        assertThat(items.findValuesAsString("cause")).contains("WITHDRAWAL");
        assertThat(differences().get("items")).isEmpty();
        String id = items.valueStream()
                .filter(item -> item.get("number").asString().equals(number))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        assertThat(settle(finance, id, Map.of("cause", "OTHER_SYSTEM", "note", "别家的"))
                        .code())
                .isEqualTo("difference-unknown");
    }

    @Test
    void aBillThatDoesNotFitItsHashChangesNothing() {
        paid(Manner.PLAIN);
        CLOCK.advance(Duration.ofDays(1));
        WECHAT.bills().spoil(true);

        Answer answer = town().exchange("POST", town().cityAdmin, DAYS + day, null, null);

        assertThat(answer.code()).isEqualTo("wechat-unavailable");
        assertThat(balance("wechat-fees")).isZero();
    }

    @Test
    void onlyWhoAnswersForTheMoneySeesAnyOfIt() {
        Town.Person worker = town().staff("老王", "WORKER");
        assertThat(town().exchange("GET", worker, DIFFERENCES, null, null).code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", null, DIFFERENCES, null, null).code()).isEqualTo("not-signed-in");
        assertThat(town().exchange("POST", finance, DAYS + day, null, null).code())
                .isEqualTo("role-missing");
        for (String wrong : List.of(day.toString(), "1999-01-01")) {
            assertThat(town().exchange("POST", town().cityAdmin, DAYS + wrong, null, null)
                            .code())
                    .isEqualTo("bill-day");
        }
        assertThat(town().exchange("POST", town().cityAdmin, DAYS + "yesterday", null, null)
                        .status())
                .isEqualTo(400);
    }

    private JsonNode compare() {
        if (CLOCK.instant().atZone(BillReconciliation.SHANGHAI).toLocalDate().equals(day)) {
            CLOCK.advance(Duration.ofDays(1));
        }
        return town().post(town().cityAdmin, DAYS + day, null);
    }

    /** A lunch that was paid, and of which we were told so. */
    private String paid(Manner manner) {
        String slotId = town().slots(lunch).get(slot++);
        String quote = town().post(mother, "/api/quotes", Map.of("serviceId", lunch, "slotId", slotId))
                .get("token")
                .asString();
        String booking = town().made(mother, "/api/bookings", Map.of("slotId", slotId, "quote", quote));
        town().post(mother, "/api/bookings/" + booking + "/payment", null);
        String number = outTradeNo(booking);
        if (manner == Manner.DROPPED) {
            neverAskedFor(number);
        }
        WECHAT.pay(number, manner, 1);
        if (manner == Manner.PLAIN) {
            await().until(() -> !town().get(mother, "/api/bookings/" + booking)
                    .get("paidAt")
                    .isNull());
        }
        return number;
    }

    /** Before it is paid: a payment whose callback is lost would else be found by asking WeChat. */
    private void neverAskedFor(String number) {
        database.sql("UPDATE payment SET look_at = 'infinity' WHERE out_trade_no = :number")
                .bind("number", number)
                .then()
                .block();
    }

    private void refund(String number) {
        String booking = database.sql("SELECT reference FROM payment WHERE out_trade_no = :number")
                .bind("number", number)
                .map(row -> row.get("reference", UUID.class))
                .one()
                .block()
                .toString();
        town().post(mother, "/api/bookings/" + booking + "/cancellation", null);
        await().until(() -> WECHAT.pay().payment(number).refundedFen() == 1500);
        String refund = WECHAT.pay().payment(number).refundNumbers().get(0);
        await().until(() -> WECHAT.refunded(refund, "SUCCESS", Manner.PLAIN, 1).equals(List.of(204)));
    }

    private JsonNode differences() {
        return town().get(finance, DIFFERENCES);
    }

    private static String kind(JsonNode items, String number) {
        return items.valueStream()
                .filter(item -> item.get("number").asString().equals(number))
                .map(item ->
                        item.get("kind").asString() + " " + item.get("cause").asString())
                .findFirst()
                .orElse("none");
    }

    private Answer settle(Town.Person caller, String id, Map<String, Object> settlement) {
        return town().exchange(
                        "POST",
                        caller,
                        DIFFERENCES + "/" + id + "/settlement",
                        settlement,
                        UUID.randomUUID().toString());
    }

    private long audited(String id) {
        return database.sql("SELECT count(*) AS number FROM audit_entry WHERE subject_id = :id")
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("number", Long.class))
                .one()
                .block();
    }

    private long balance(String account) {
        return database.sql("""
            SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry
            WHERE community_id = :community AND account = :account
            """)
                .bind("community", UUID.fromString(town().communityId))
                .bind("account", account)
                .map(row -> row.get("fen", Long.class))
                .one()
                .block();
    }
}
