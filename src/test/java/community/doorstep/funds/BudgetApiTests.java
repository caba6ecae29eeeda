package community.doorstep.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Budgets as admins see and change them, while bookings take from them. */
class BudgetApiTests extends ApiTest {

    private static final String BUDGETS = "/api/admin/budgets";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    private BudgetAlerts alerts;

    private String lunch;
    private List<String> slots;
    private String budget;

    @BeforeEach
    void tenFreeLunchesForTheOld() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().everyDay(lunch, 500);
        slots = town().slots(lunch);
        PricesInTown prices =
                new PricesInTown(town()).costs(lunch, 1000, 500).freeFrom("free", lunch, 60, "seed", 0, "NEXT_RULE");
        budget = prices.budget("seed", 10_000).toString();
        prices.publish();
    }

    private List<String> book(int times) {
        List<String> bookings = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Town.Person elder = town().resident("老人" + Town.unique(), "1940-01-01");
            String quote = PricesInTown.quote(town(), elder, Map.of("serviceId", lunch, "slotId", slots.get(0)))
                    .get("token")
                    .asString();
            bookings.add(town().made(elder, "/api/bookings", Map.of("slotId", slots.get(0), "quote", quote)));
        }
        return bookings;
    }

    private JsonNode budget() {
        return town().get(town().admin, BUDGETS + "/" + budget);
    }

    private Town.Answer change(Town.Person who, long version, Map<String, ?> more) {
        Map<String, Object> wanted = new HashMap<>(
                Map.of("purpose", "ANY", "periodStart", "2020-01-01", "periodEnd", "2099-12-31", "amountFen", 10_000));
        wanted.putAll(more);
        return town().answered("PUT", who, BUDGETS + "/" + budget, wanted, Map.of("If-Match", "\"" + version + "\""));
    }

    private List<JsonNode> told() {
        return town().get(town().admin, "/api/me/inbox")
                .get("items")
                .valueStream()
                .toList();
    }

    private void lookedAndTold(int notices) {
        // Several instances look at once.
        Flux.range(0, 8).flatMap(i -> alerts.look()).then().block(LONG);
        await().atMost(LONG).untilAsserted(() -> assertThat(told()).hasSize(notices));
    }

    @Test
    void neverBelowWhatIsTakenAndAnEditSeesTheVersion() {
        book(3);
        assertThat(budget().get("reservedFen").asLong()).isEqualTo(3000);
        Town.Answer below = change(town().admin, 1, Map.of("amountFen", 2999));
        assertThat(below.code()).isEqualTo("budget-below-used");
        assertThat(below.body().get("usedFen").asLong()).isEqualTo(3000);
        Town.Answer exact = change(town().admin, 1, Map.of("amountFen", 3000));
        assertThat(exact.status()).isEqualTo(200);
        assertThat(exact.body().get("leftFen").asLong()).isZero();
        assertThat(exact.body().get("version").asLong()).isEqualTo(2);
        assertThat(change(town().admin, 1, Map.of("amountFen", 9000)).code()).isEqualTo("version-changed");
        assertThat(town().exchange("PUT", town().admin, BUDGETS + "/" + budget, Map.of("amountFen", 1), null)
                        .status())
                .isEqualTo(400);
        assertThat(change(town().admin, 2, Map.of("periodEnd", "2019-12-31")).code())
                .isEqualTo("budget-period-reversed");
        assertThat(change(town().admin, 2, Map.of("amountFen", 12.5)).status()).isEqualTo(400);
        assertThat(change(town().admin, 2, Map.of("amountFen", -5)).status()).isEqualTo(400);
    }

    @Test
    void whatIsTakenStaysCoveredByPurposeAndPeriod() {
        List<String> bookings = book(1);
        assertThat(change(town().admin, 1, Map.of("purpose", "MEAL")).code()).isEqualTo("budget-in-use");
        assertThat(change(town().admin, 1, Map.of("periodStart", "2020-01-02")).code())
                .isEqualTo("budget-in-use");
        assertThat(delete(1).code()).isEqualTo("budget-in-use");
        Town.Person finance = town().staff("账", "FINANCE");
        assertThat(change(finance, 1, Map.of("periodStart", "2019-01-01")).status())
                .isEqualTo(200);

        assertThat(bookings).hasSize(1);
        database.sql("UPDATE budget SET reserved_fen = 0 WHERE id = :id")
                .bind("id", UUID.fromString(budget))
                .then()
                .block(LONG);
        assertThat(change(town().admin, 2, Map.of("purpose", "MEAL")).status()).isEqualTo(200);
        assertThat(delete(2).code()).isEqualTo("version-changed");
        assertThat(delete(3).status()).isEqualTo(204);
        assertThat(delete(3).code()).isEqualTo("budget-unknown");
    }

    private Town.Answer delete(long version) {
        return town().answered(
                        "DELETE",
                        town().admin,
                        BUDGETS + "/" + budget,
                        null,
                        Map.of("If-Match", "\"" + version + "\""));
    }

    @Test
    void anothersBudgetIsUnknown() {
        Town other = new Town(api(), WECHAT);
        assertThat(town().exchange("GET", other.admin, BUDGETS + "/" + budget, null, null)
                        .code())
                .isEqualTo("budget-unknown");
        assertThat(change(other.admin, 1, Map.of()).code()).isEqualTo("budget-unknown");
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        assertThat(town().exchange("GET", lead, BUDGETS + "/" + budget, null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void eachThresholdIsToldOnceAndAgainOnlyAfterTheAmountWasRaised() {
        book(7);
        lookedAndTold(0);
        book(1);
        lookedAndTold(1);
        assertThat(told().get(0).get("kind").asString()).isEqualTo("BUDGET_LOW");
        assertThat(told().get(0).get("words").asString()).contains("基金seed", "80%", "还剩20.00元");
        assertThat(told().get(0).get("subjectId").asString()).isEqualTo(budget);
        book(1);
        lookedAndTold(1);
        book(1);
        lookedAndTold(2);
        assertThat(told().get(0).at("/facts/budget/percent").asInt()).isEqualTo(95);

        assertThat(change(town().admin, 1, Map.of("amountFen", 12_000)).status())
                .isEqualTo(200);
        lookedAndTold(2);
        book(2);
        lookedAndTold(3);
        assertThat(told().get(0).at("/facts/budget/percent").asInt()).isEqualTo(95);

        assertThat(change(town().admin, 2, Map.of("amountFen", 16_000)).status())
                .isEqualTo(200);
        lookedAndTold(3);
        book(1);
        lookedAndTold(4);
        assertThat(told().get(0).at("/facts/budget/percent").asInt()).isEqualTo(80);
    }

    @Test
    void oneStepOverBothThresholdsTellsBothAndOnlyAdminsAreTold() {
        Town.Person second = town().staff("另一位", "COMMUNITY_ADMIN");
        Town.Person finance = town().staff("账", "FINANCE");
        assertThat(change(town().admin, 1, Map.of("amountFen", 1000)).status()).isEqualTo(200);
        book(1);
        lookedAndTold(2);
        assertThat(town().get(second, "/api/me/inbox").get("items")).hasSize(2);
        assertThat(town().get(finance, "/api/me/inbox").get("items")).isEmpty();
        assertThat(told().stream()
                        .map(notice -> notice.at("/facts/budget/percent").asInt()))
                .containsExactlyInAnyOrder(80, 95);
    }

    @Test
    void theListSaysWhenABudgetRunsDry() {
        assertThat(budget().get("runsDryOn").isNull()).isTrue();
        List<String> bookings = book(3);
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZONE);
        assertThat(dryInList()).isEqualTo(today.plusDays(2).toString());

        CLOCK.advance(Duration.ofDays(2));
        assertThat(dryInList()).isEqualTo(today.plusDays(2 + 7).toString());
        assertThat(budget().get("runsDryOn").asString()).isEqualTo(dryInList());
        CLOCK.advance(Duration.ofDays(26));
        assertThat(budget().get("runsDryOn").isNull()).isTrue();

        CLOCK.reset();
        assertThat(bookings).hasSize(3);
        assertThat(change(town().admin, 1, Map.of("amountFen", 3000))
                        .body()
                        .get("runsDryOn")
                        .asString())
                .isEqualTo(today.toString());
    }

    private String dryInList() {
        return town().get(town().admin, BUDGETS).at("/items/0/runsDryOn").asString();
    }
}
