package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that nobody thought of when this was written, made through the API alone: a market whose stalls are let. */
class NewServiceApiTests extends ApiTest {

    private String market;
    private Town.Person trader;

    @BeforeEach
    void aMarketWithTwoStallsADay() {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("stationId", town().stationId);
        service.put("kind", "OTHER");
        service.put("name", "潮汐市场摊位");
        service.put("description", "傍晚的市场");
        service.put("capacityUnit", "STALL");
        service.put("paymentTerms", "AT_DOOR");
        service.put("rules", Map.of("presence", false));
        market = town().made(town().admin, "/api/admin/services", service);
        town().everyDay(market, 2);
        trader = town().resident("王大姐", "1970-03-01");
    }

    private PricesInTown prices() {
        return new PricesInTown(town()).costs(market, 5000, 2000);
    }

    /** Half price for traders who live here, once a day, paid by the governance fund. */
    private static Map<String, Object> half(String market) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("code", "neighbours");
        rule.put("nameZh", "本社区摊主半价");
        rule.put("nameEn", "Half price for neighbours");
        rule.put("services", List.of(market));
        rule.put("when", Map.of("minAge", 50));
        rule.put("effect", Map.of("kind", "PERCENT_OFF", "percent", 50));
        rule.put("tier", "LOW_COST");
        rule.put("quota", Map.of("times", 1, "per", "DAY"));
        rule.put("fund", "governance");
        return rule;
    }

    private Town.Answer book(Town.Person person, String slot) {
        String quote = PricesInTown.quote(town(), person, Map.of("serviceId", market, "slotId", slot))
                .get("token")
                .asString();
        return town().exchange(
                        "POST",
                        person,
                        "/api/bookings",
                        Map.of("slotId", slot, "quote", quote),
                        "stall-" + Town.unique());
    }

    private JsonNode slot(String id) {
        return town().get(null, "/api/services/" + market + "/slots")
                .valueStream()
                .filter(one -> one.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isListedWithItsOwnKindOfCapacity() {
        JsonNode listed = town().get(null, "/api/services?stationId=" + town().stationId)
                .valueStream()
                .filter(one -> one.get("id").asString().equals(market))
                .findFirst()
                .orElseThrow();
        assertThat(listed.get("capacityUnit").asString()).isEqualTo("STALL");
        assertThat(listed.get("kind").asString()).isEqualTo("OTHER");
    }

    @Test
    void hasNoPriceUntilABookNamesIt() {
        Map<String, Object> wanted = Map.of("serviceId", market);
        assertThat(town().exchange("POST", trader, "/api/quotes", wanted, null).code())
                .isEqualTo("service-unpriced");
        prices().publish();
        assertThat(PricesInTown.quote(town(), trader, wanted).get("dueFen").asLong())
                .isEqualTo(5000);
    }

    @Test
    void isBookedAtItsPriceUntilItsCapacityIsTaken() {
        PricesInTown prices = prices().rule(half(market));
        prices.budget("governance", 2500);
        prices.publish();
        String slot = town().slots(market).get(0);

        Town.Answer first = book(trader, slot);
        Town.Answer second = book(town().resident("赵师傅", "1972-03-01"), slot);

        assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
        assertThat(first.body().get("dueFen").asLong()).isEqualTo(2500);
        assertThat(first.body().get("state").asString()).isEqualTo("CONFIRMED");
        assertThat(second.body().get("dueFen").asLong()).as("the fund is empty").isEqualTo(5000);
        assertThat(slot(slot).get("seatsLeft").asInt()).isZero();
        assertThat(book(town().resident("钱师傅", "1999-03-01"), slot).code()).isEqualTo("slot-full");

        town().post(trader, "/api/bookings/" + first.body().get("id").asString() + "/cancellation", null);
        JsonNode budget = town().get(town().admin, "/api/admin/budgets").at("/items/0");
        assertThat(budget.get("leftFen").asLong()).isEqualTo(2500);
        assertThat(slot(slot).get("seatsLeft").asInt()).isEqualTo(1);
    }
}
