package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuoteApiTests extends ApiTest {

    private String lunch;
    private Town.Person daughter;

    @BeforeEach
    void aCanteenWithPrices() {
        lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
        daughter = town().resident("李静", "1988-04-02");
    }

    private PricesInTown prices() {
        return new PricesInTown(town()).costs(lunch, 1500, 800);
    }

    private Town.Answer asked(Town.Person caller, Map<String, Object> wanted) {
        return town().exchange("POST", caller, "/api/quotes", wanted, null);
    }

    @Test
    void tellsADaughterWhyHerFathersLunchIsFree() {
        String father = town().family(daughter, "李国强", "1944-03-01", "ELDER");
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "LOW_COST_PRICE");
        prices.budget("seed", 1500);
        prices.publish();

        JsonNode quote = PricesInTown.quote(
                town(), daughter, Map.of("serviceId", lunch, "beneficiaryId", father, "day", "2026-06-10"));

        assertThat(quote.get("dueFen").asLong()).isZero();
        assertThat(quote.get("listFen").asLong()).isEqualTo(1500);
        assertThat(quote.get("tier").asString()).isEqualTo("PUBLIC_BENEFIT");
        assertThat(quote.get("bookVersion").asInt()).isEqualTo(1);
        assertThat(quote.at("/lines/0/amountFen").asLong()).isEqualTo(1500);
        assertThat(quote.at("/lines/1/amountFen").asLong()).isEqualTo(-1500);
        assertThat(quote.at("/lines/1/zh").asString()).isEqualTo("“80岁以上免费”适用（82岁）：免费，基金seed支付15元。");
        assertThat(quote.at("/lines/1/en").asString())
                .isEqualTo("Free from 80 applies (82 years old): free, the seed fund pays 15 yuan.");
        assertThat(quote.get("token").asString()).hasSizeBetween(40, 120);
    }

    @Test
    void evidenceCountsOnceAnAdminAcceptsIt() {
        Map<String, Object> rule = new HashMap<>(Map.of(
                "code",
                "low-income",
                "nameZh",
                "低收入减半",
                "nameEn",
                "Half on a low income",
                "services",
                java.util.List.of(lunch),
                "tier",
                "LOW_COST"));
        rule.put("when", Map.of("evidence", java.util.List.of("LOW_INCOME")));
        rule.put("effect", Map.of("kind", "PERCENT_OFF", "percent", 50));
        prices().rule(rule).publish();
        assertThat(asked(daughter, Map.of("serviceId", lunch))
                        .body()
                        .get("dueFen")
                        .asLong())
                .isEqualTo(1500);
        String claim = town().made(
                        daughter,
                        "/api/me/benefits",
                        Map.of("communityId", town().communityId, "kind", "LOW_INCOME", "number", "D-17"));
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + claim + "/decision",
                        Map.of("accepted", true, "reason", "低保证"));
        assertThat(asked(daughter, Map.of("serviceId", lunch))
                        .body()
                        .get("dueFen")
                        .asLong())
                .isEqualTo(750);
    }

    @Test
    void anEmptyFundLeavesTheLowCostPriceOrRefuses() {
        Town.Person elder = town().resident("王奶奶", "1940-01-01");
        prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "LOW_COST_PRICE")
                .publish();
        JsonNode quote = PricesInTown.quote(town(), elder, Map.of("serviceId", lunch));
        assertThat(quote.get("dueFen").asLong()).isEqualTo(800);
        assertThat(quote.get("tier").asString()).isEqualTo("LOW_COST");

        prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "REFUSE").publish();
        assertThat(asked(elder, Map.of("serviceId", lunch)).code()).isEqualTo("budget-exhausted");
    }

    @Test
    void theDayIsTheSlots() {
        town().everyDay(lunch, 10);
        String slot = database.sql("SELECT id FROM slot WHERE service_id = :service ORDER BY day OFFSET 1 LIMIT 1")
                .bind("service", java.util.UUID.fromString(lunch))
                .map(row -> row.get("id", java.util.UUID.class).toString())
                .one()
                .block();
        prices().publish();
        JsonNode quote = PricesInTown.quote(town(), daughter, Map.of("serviceId", lunch, "slotId", slot));
        assertThat(quote.get("day").asString())
                .isEqualTo(java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"))
                        .plusDays(1)
                        .toString());
        String supper = town().service("MEAL", "晚餐", "BEFORE", null, null);
        assertThat(asked(daughter, Map.of("serviceId", supper, "slotId", slot)).code())
                .isEqualTo("slot-unknown");
    }

    @Test
    void refusesWhatItCannotAnswer() {
        prices().publish();
        Town.Person stranger = town().resident("张三", "1990-01-01");
        assertThat(asked(daughter, Map.of("serviceId", lunch, "beneficiaryId", stranger.id()))
                        .code())
                .isEqualTo("person-unknown");
        assertThat(asked(daughter, Map.of("serviceId", "00000000-0000-7000-8000-000000000099"))
                        .code())
                .isEqualTo("service-unknown");
        String supper = town().service("MEAL", "晚餐", "BEFORE", null, null);
        assertThat(asked(daughter, Map.of("serviceId", supper)).code()).isEqualTo("service-unpriced");
        assertThat(asked(daughter, Map.of()).code()).isEqualTo("invalid-fields");
        assertThat(asked(daughter, Map.of("serviceId", lunch, "dueFen", 1)).code())
                .isEqualTo("unknown-field");
        assertThat(asked(daughter, Map.of("serviceId", "lunch")).status()).isEqualTo(400);
        assertThat(asked(null, Map.of("serviceId", lunch)).status()).isEqualTo(401);
    }
}
