package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.PricesInTown;
import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Benefit rules over HTTP: what they may say, what is refused, and what bookings under them hold and give back. */
class RuleApiTests extends ApiTest {

    @Autowired
    private PastCharges past;

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

    private Map<String, Object> rule(String code, Map<String, ?> when, Map<String, ?> effect, String fund) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("code", code);
        rule.put("nameZh", "优惠" + code);
        rule.put("nameEn", "Benefit " + code);
        rule.put("services", List.of(lunch));
        rule.put("when", when);
        rule.put("effect", effect);
        rule.put("tier", "LOW_COST");
        rule.put("fund", fund);
        return rule;
    }

    private PricesInTown prices() {
        return new PricesInTown(town()).costs(lunch, 1500, 800);
    }

    private JsonNode quote(String slot) {
        return PricesInTown.quote(town(), elder, Map.of("serviceId", lunch, "slotId", slot));
    }

    private JsonNode book(String slot) {
        String token = quote(slot).get("token").asString();
        return town().post(elder, "/api/bookings", Map.of("slotId", slot, "quote", token));
    }

    private Map<String, Long> reserved() {
        Map<String, Long> reserved = new HashMap<>();
        town().get(town().admin, "/api/admin/budgets")
                .get("items")
                .forEach(budget -> reserved.put(
                        budget.get("fund").asString(), budget.get("reservedFen").asLong()));
        return reserved;
    }

    @Test
    void benefitsThatGoTogetherAreEachPaidByTheirFundAndGivenBack() {
        Map<String, Object> tenth =
                rule("tenth", Map.of("minAge", 60), Map.of("kind", "PERCENT_OFF", "percent", 10), "seed");
        tenth.put("stacking", "IN_ORDER");
        Map<String, Object> five =
                rule("five", Map.of("minAge", 80), Map.of("kind", "AMOUNT_OFF", "fen", 500), "charity");
        five.put("stacking", "IN_ORDER");
        five.put("quota", Map.of("times", 1, "per", "YEAR"));
        PricesInTown prices = prices().rule(tenth).rule(five);
        prices.budget("seed", 10_000);
        prices.budget("charity", 10_000);
        prices.publish();

        JsonNode booking = book(slots.get(0));

        assertThat(booking.get("dueFen").asLong()).isEqualTo(850);
        assertThat(booking.at("/price/lines")
                        .valueStream()
                        .mapToLong(line -> line.get("amountFen").asLong()))
                .containsExactly(1500L, -150L, -500L);
        JsonNode read = town().get(elder, "/api/bookings/" + booking.get("id").asString());
        assertThat(read.at("/price/lines")).isEqualTo(booking.at("/price/lines"));
        assertThat(read.at("/price/said/en").asString())
                .contains("the seed fund pays 1.50 yuan, the charity fund pays 5");
        assertThat(reserved()).containsEntry("seed", 150L).containsEntry("charity", 500L);

        LocalDate day = LocalDate.parse(quote(slots.get(0)).get("day").asString());
        assertThat(past.of(period(day, day), Schedulers.immediate())
                        .collectList()
                        .block())
                .singleElement()
                .satisfies(charge -> assertThat(charge.parts())
                        .extracting(ChargePart::fund, ChargePart::fen)
                        .containsExactly(tuple("seed", 150L), tuple("charity", 500L)));
        List<BudgetLine> left =
                past.budgets(period(day.plusDays(1), day.plusDays(2))).block();
        assertThat(leftOf("seed", day, left)).isEqualTo(9850);
        assertThat(leftOf("charity", day, left)).isEqualTo(9500);

        boolean sameYear = quote(slots.get(1)).get("day").asString().startsWith(String.valueOf(year()));
        assertThat(quote(slots.get(1)).get("dueFen").asLong()).isEqualTo(sameYear ? 1350 : 850);

        town().post(elder, "/api/bookings/" + booking.get("id").asString() + "/cancellation", null);
        assertThat(reserved()).containsEntry("seed", 0L).containsEntry("charity", 0L);
        assertThat(quote(slots.get(1)).get("dueFen").asLong()).isEqualTo(850);
    }

    private long leftOf(String fund, LocalDate day, List<BudgetLine> budgets) {
        CommunityId community = CommunityId.of(town().communityId);
        return LongStream.iterate(10_000, fen -> fen - 50)
                .filter(fen ->
                        budgets.stream().anyMatch(budget -> budget.pays(community, fund, ServiceKind.MEAL, day, fen)))
                .findFirst()
                .orElseThrow();
    }

    private PastCharges.Period period(LocalDate first, LocalDate last) {
        return new PastCharges.Period(CommunityId.of(town().communityId), ZoneId.of("Asia/Shanghai"), first, last);
    }

    private int year() {
        return LocalDate.parse(quote(slots.get(0)).get("day").asString()).getYear();
    }

    @Test
    void aBenefitIsForItsWeekdays() {
        LocalDate first = LocalDate.parse(quoteDay(prices()));
        int weekday = first.getDayOfWeek().getValue();
        prices().rule(rule("weekday", Map.of("weekdays", List.of(weekday)), Map.of("kind", "FREE"), ""))
                .publish();
        assertThat(quote(slots.get(0)).get("dueFen").asLong()).isZero();
        assertThat(quote(slots.get(1)).get("dueFen").asLong()).isEqualTo(1500);
        assertThat(quote(slots.get(1)).at("/lines/1/outcome").asString()).isEqualTo("OTHER_WEEKDAY");
    }

    private String quoteDay(PricesInTown prices) {
        prices.publish();
        return quote(slots.get(0)).get("day").asString();
    }

    @Test
    void aKindOfEvidenceThatTheBookNamesCountsOnceItIsAccepted() {
        Map<String, Object> rule =
                rule("martyr", Map.of("evidence", List.of("MARTYR_FAMILY")), Map.of("kind", "FREE"), "");
        Town.Answer unnamed = publication(prices().rule(rule).content());
        assertThat(unnamed.code()).isEqualTo("price-book-invalid");
        assertThat(findings(unnamed.body())).containsExactly("martyr rules[0].when.evidence evidence-unknown");

        Map<String, Object> named = new HashMap<>(prices().rule(rule).content());
        named.put(
                "evidenceKinds",
                List.of(Map.of("code", "MARTYR_FAMILY", "nameZh", "烈属", "nameEn", "a martyr's family")));
        assertThat(publication(named).status()).isEqualTo(200);
        assertThat(quote(slots.get(0)).at("/lines/1/zh").asString()).isEqualTo("“优惠martyr”不适用：没有审核通过的证明（烈属）。");
        assertThat(town().get(elder, "/api/communities/" + town().communityId + "/evidence-kinds")
                        .valueStream()
                        .map(kind -> kind.get("nameZh").asString()))
                .contains("烈属", "低收入", "残疾");
        String claim = town().made(
                        elder,
                        "/api/me/benefits",
                        Map.of("communityId", town().communityId, "kind", "MARTYR_FAMILY", "number", "L-1"));
        String lastDay = quote(slots.get(0)).get("day").asString();
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + claim + "/decision",
                        Map.of("accepted", true, "reason", "烈属证", "validUntil", lastDay));
        assertThat(quote(slots.get(0)).get("dueFen").asLong()).isZero();
        assertThat(quote(slots.get(1)).at("/lines/1/outcome").asString()).isEqualTo("EVIDENCE_EXPIRED");
    }

    @Test
    void aDraftWithNewErrorsNamesRuleAndFieldOfEachAndIsNotPublished() {
        Map<String, Object> circle = rule("circle", Map.of("minAge", 60), Map.of("kind", "FREE"), "seed");
        circle.put("fallback", "circle");
        Map<String, Object> never = rule(
                "never",
                Map.of("from", "2026-06-01", "until", "2026-06-02", "weekdays", List.of(7)),
                Map.of("kind", "FIXED", "fen", 300, "floorFen", 400),
                "");
        Map<String, Object> nothing = rule("nothing", Map.of("minAge", 90), Map.of("kind", "FIXED", "fen", 1500), "");
        Town.Answer refused =
                publication(prices().rule(circle).rule(never).rule(nothing).content());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(findings(refused.body()))
                .contains(
                        "circle rules[0].fallback fallback-cycle",
                        "never rules[1].when.weekdays no-such-day",
                        "never rules[1].effect.floorFen floor-above-price",
                        "nothing rules[2].effect no-gain");
    }

    @Test
    void aRuleForAgesThatItsServiceDoesNotAdmitCanNeverApply() {
        String care = town().service("CARE", "托管", "BEFORE", 6, 12);
        Map<String, Object> rule = rule("elders", Map.of("minAge", 60), Map.of("kind", "FREE"), "");
        rule.put("services", List.of(care));
        Town.Answer refused = publication(
                new PricesInTown(town()).costs(care, 3000, 100).rule(rule).content());
        assertThat(findings(refused.body())).containsExactly("elders rules[0].when ages-not-admitted");
    }

    @Test
    void refusesWhatIsNoNumberOfFenOrPercentByField() {
        List<Map<String, Object>> effects = List.of(
                Map.of("kind", "PERCENT_OFF", "percent", 33.3),
                Map.of("kind", "FIXED", "fen", 0.5),
                Map.of("kind", "FREE", "floorFen", "many"),
                Map.of("kind", "GRATIS"));
        List<String> fields = new ArrayList<>();
        for (Map<String, Object> effect : effects) {
            Town.Answer answer =
                    drafted(prices().rule(rule("broken", Map.of(), effect, "")).content());
            assertThat(answer.status()).isEqualTo(400);
            fields.add(answer.body().path("field").asString());
        }
        assertThat(fields)
                .containsExactly(
                        "content.rules[0].effect.percent",
                        "content.rules[0].effect.fen",
                        "content.rules[0].effect.floorFen",
                        "content.rules[0].effect.kind");
        Map<String, Object> without = rule("broken", Map.of(), Map.of(), "");
        without.remove("effect");
        assertThat(drafted(prices().rule(without).content()).status()).isEqualTo(400);
        List<Object> nulls = new ArrayList<>();
        nulls.add(null);
        assertThat(drafted(Map.of("rules", nulls)).status()).isEqualTo(400);
        assertThat(drafted(Map.of("prices", nulls)).status()).isEqualTo(400);
    }

    private Town.Answer drafted(Object content) {
        Map<String, Object> wanted = Map.of("communityId", town().communityId, "content", content);
        return town().exchange("POST", town().admin, "/api/admin/price-books", wanted, "rules-" + Town.unique());
    }

    private Town.Answer publication(Object content) {
        String id = drafted(content).body().at("/book/id").asString();
        return town().exchange("POST", town().admin, "/api/admin/price-books/" + id + "/publication", null, null);
    }

    private static List<String> findings(JsonNode body) {
        return body.get("findings")
                .valueStream()
                .filter(finding -> finding.get("severity").asString().equals("ERROR"))
                .map(finding -> finding.get("rule").asString() + " "
                        + finding.get("field").asString() + " "
                        + finding.get("code").asString())
                .toList();
    }
}
