package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Prices as bookings meet them, over HTTP. */
class BookedPriceApiTests extends ApiTest {

    private String lunch;
    private List<String> slots;
    private Town.Person elder;

    @BeforeEach
    void aCanteenAndAnElder() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().everyDay(lunch, 10);
        slots = town().slots(lunch);
        elder = town().resident("王奶奶", "1940-03-01");
    }

    private PricesInTown prices(long listFen) {
        return new PricesInTown(town()).costs(lunch, listFen, 800);
    }

    private String token(String slot) {
        return PricesInTown.quote(town(), elder, Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
    }

    private Town.Answer book(String slot, String quote) {
        return town().exchange(
                        "POST",
                        elder,
                        "/api/bookings",
                        Map.of("slotId", slot, "quote", quote),
                        "booking-" + Town.unique());
    }

    @Test
    void anOldBookingKeepsItsPriceWhenANewBookIsPublished() {
        prices(1500).publish();
        String id = book(slots.get(0), token(slots.get(0))).body().get("id").asString();
        prices(1800).publish();
        assertThat(town().get(elder, "/api/bookings/" + id).get("dueFen").asLong())
                .isEqualTo(1500);
        assertThat(book(slots.get(1), token(slots.get(1))).body().get("dueFen").asLong())
                .isEqualTo(1800);
    }

    @Test
    void aChangedPriceIsRefusedWithAQuoteThatCanBeBookedAtOnce() {
        prices(1500).publish();
        String quote = token(slots.get(0));
        prices(1800).publish();
        Town.Answer changed = book(slots.get(0), quote);
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.code()).isEqualTo("quote-changed");
        JsonNode fresh = changed.body().get("quote");
        assertThat(fresh.get("dueFen").asLong()).isEqualTo(1800);
        assertThat(book(slots.get(0), fresh.get("token").asString()).status()).isEqualTo(201);
    }

    @Test
    void aCancelledBookingGivesItsSubsidyBack() {
        PricesInTown prices = prices(1500).freeFrom("lunch-from-80", lunch, 80, "seed", 0, "REFUSE");
        prices.budget("seed", 1500);
        prices.publish();
        String id = book(slots.get(0), token(slots.get(0))).body().get("id").asString();
        assertThat(town().exchange(
                                "POST", elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", slots.get(1)), null)
                        .code())
                .isEqualTo("budget-exhausted");
        town().post(elder, "/api/bookings/" + id + "/cancellation", null);
        JsonNode budget = town().get(town().admin, "/api/admin/budgets").at("/items/0");
        assertThat(budget.get("reservedFen").asLong()).isZero();
        assertThat(book(slots.get(1), token(slots.get(1))).body().get("dueFen").asLong())
                .isZero();
    }

    @Test
    void aTokenForAnotherServiceIsInvalid() {
        String supper = town().service("MEAL", "晚餐", "AT_DOOR", null, null);
        prices(1500).costs(supper, 100, 50).publish();
        String cheap = PricesInTown.quote(town(), elder, Map.of("serviceId", supper))
                .get("token")
                .asString();
        Town.Answer answer = book(slots.get(0), cheap);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("quote-invalid");
    }
}
