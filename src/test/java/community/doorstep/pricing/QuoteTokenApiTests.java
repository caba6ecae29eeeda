package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Quotes that come back altered, too late or for somebody else; and those for a whole family's day. */
class QuoteTokenApiTests extends ApiTest {

    private String lunch;
    private List<String> slots;
    private Town.Person daughter;

    @BeforeEach
    void aCanteenWithPrices() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().everyDay(lunch, 10);
        slots = town().slots(lunch);
        daughter = town().resident("李静", "1988-04-02");
    }

    private PricesInTown prices() {
        return new PricesInTown(town()).costs(lunch, 1500, 800);
    }

    private String token() {
        return PricesInTown.quote(town(), daughter, Map.of("serviceId", lunch, "slotId", slots.get(0)))
                .get("token")
                .asString();
    }

    private Town.Answer book(Town.Person caller, String token) {
        return town().exchange(
                        "POST",
                        caller,
                        "/api/bookings",
                        Map.of("slotId", slots.get(0), "quote", token),
                        "quote-" + Town.unique());
    }

    @Test
    void noByteOfAQuoteCanBeAltered() {
        prices().publish();
        byte[] token = Base64.getUrlDecoder().decode(token());
        for (int at = 0; at < token.length; at++) {
            byte[] altered = token.clone();
            altered[at] ^= 1;
            Town.Answer answer =
                    book(daughter, Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
            assertThat(answer.code()).as("byte %d", at).isEqualTo("quote-invalid");
        }
        for (String nonsense : List.of("", "x", "====", "A".repeat(500))) {
            assertThat(book(daughter, nonsense).status()).isEqualTo(400);
        }
        assertThat(book(daughter, Base64.getUrlEncoder().withoutPadding().encodeToString(token))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anExpiredQuoteIsRefused() {
        prices().publish();
        String token = token();
        CLOCK.advance(Duration.ofHours(2));
        assertThat(book(daughter, token).code()).isEqualTo("quote-expired");
    }

    @Test
    void aQuoteForAnotherPersonIsInvalid() {
        prices().freeFrom("from-80", lunch, 80, "", 0, "NEXT_RULE").publish();
        Town.Person elder = town().resident("王奶奶", "1940-03-01");
        String free = PricesInTown.quote(town(), elder, Map.of("serviceId", lunch, "slotId", slots.get(0)))
                .get("token")
                .asString();
        assertThat(book(daughter, free).code()).isEqualTo("quote-invalid");
    }

    @Test
    void aFamilysDayIsPricedTogetherWithOneAccountOfWhatIsLeft() {
        String care = town().service("CARE", "托管", "AT_DOOR", null, null);
        town().everyDay(care, 10);
        String father = town().family(daughter, "李国强", "1944-03-01", "ELDER");
        String mother = town().family(daughter, "张秀英", "1945-03-01", "ELDER");
        String child = town().family(daughter, "周朵朵", "2018-09-09", "CHILD");
        PricesInTown prices =
                prices().costs(care, 3000, 100).freeFrom("from-80", lunch, 80, "seed", 0, "LOW_COST_PRICE");
        prices.budget("seed", 1500);
        prices.publish();
        String careSlot = town().slots(care).get(0);

        JsonNode day = town().post(
                        daughter,
                        "/api/quotes/batch",
                        Map.of(
                                "wishes",
                                List.of(
                                        wish(lunch, slots.get(0), father),
                                        wish(lunch, slots.get(0), mother),
                                        wish(lunch, slots.get(0), daughter.id()),
                                        wish(care, careSlot, child))));

        assertThat(day.get("quotes")
                        .valueStream()
                        .map(one -> one.at("/quote/dueFen").asLong()))
                .containsExactly(0L, 800L, 1500L, 3000L);
        assertThat(day.get("dueFen").asLong()).isEqualTo(5300);
        assertThat(day.get("listFen").asLong()).isEqualTo(7500);
        assertThat(day.at("/quotes/0/quote/said/en").asString())
                .endsWith(" years old: this service is free, paid by the seed fund, version 1.");
        assertThat(day.at("/quotes/3/quote/said/zh").asString()).isEqualTo("托管30元，价目第1版。");
        for (JsonNode one : day.get("quotes")) {
            Map<String, Object> wanted = Map.of(
                    "slotId", one.get("slotId").asString(),
                    "beneficiaryId", one.at("/quote/beneficiaryId").asString(),
                    "quote", one.at("/quote/token").asString());
            assertThat(town().post(daughter, "/api/bookings", wanted).get("dueFen"))
                    .isEqualTo(one.at("/quote/dueFen"));
        }
    }

    private static Map<String, Object> wish(String service, String slot, String person) {
        return Map.of("serviceId", service, "slotId", slot, "beneficiaryId", person);
    }
}
