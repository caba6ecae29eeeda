package community.doorstep.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PriceBookApiTests extends ApiTest {

    private static final String BOOKS = "/api/admin/price-books";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private String lunch;
    private Town.Person parent;

    @BeforeEach
    void aCanteen() {
        lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
        parent = town().resident("李静", "1988-04-02");
    }

    private long dueForParent() {
        return PricesInTown.quote(town(), parent, Map.of("serviceId", lunch))
                .get("dueFen")
                .asLong();
    }

    private PricesInTown prices(long listFen) {
        return new PricesInTown(town()).costs(lunch, listFen, 100);
    }

    private Town.Answer publish(JsonNode draft, Object body) {
        return town().exchange(
                        "POST",
                        town().admin,
                        BOOKS + "/" + draft.at("/book/id").asString() + "/publication",
                        body,
                        null);
    }

    private Town.Answer put(Town.Person caller, String id, String match, Object content) {
        var request = api().put()
                .uri(BOOKS + "/" + id)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .contentType(MediaType.APPLICATION_JSON);
        if (match != null) {
            request.header("If-Match", match);
        }
        var result = request.bodyValue(JSON.writeValueAsString(Map.of("content", content)))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Town.Answer(result.getStatus().value(), JSON.readTree(result.getResponseBody()));
    }

    @Test
    void theNextQuoteFollowsAPublication() {
        prices(1500).publish();
        assertThat(dueForParent()).isEqualTo(1500);
        JsonNode second = prices(1800).publish();
        assertThat(second.at("/book/version").asInt()).isEqualTo(2);
        assertThat(dueForParent()).isEqualTo(1800);
        JsonNode books = town().get(town().admin, BOOKS);
        assertThat(books.at("/items/0/state").asString()).isEqualTo("PUBLISHED");
        assertThat(books.at("/items/1/state").asString()).isEqualTo("SUPERSEDED");
        assertThat(books.at("/items/1/effectiveUntil")).isEqualTo(books.at("/items/0/effectiveFrom"));
    }

    @Test
    void aScheduledBookTakesOverAtItsTimeAndNoneOverlapsIt() {
        prices(1500).publish();
        JsonNode scheduled = prices(2000).draft();
        String from = CLOCK.instant().plus(Duration.ofHours(2)).toString();
        assertThat(publish(scheduled, Map.of("effectiveFrom", from)).status()).isEqualTo(200);
        assertThat(dueForParent()).isEqualTo(1500);

        assertThat(publish(prices(1600).draft(), Map.of()).code()).isEqualTo("publication-overlaps");

        CLOCK.advance(Duration.ofHours(3));
        assertThat(dueForParent()).isEqualTo(2000);
        assertThat(publish(prices(1600).draft(), Map.of()).status()).isEqualTo(200);
        assertThat(dueForParent()).isEqualTo(1600);
    }

    @Test
    void refusesToPublishInThePast() {
        Town.Answer answer = publish(prices(1500).draft(), Map.of("effectiveFrom", "2020-01-01T00:00:00+08:00"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("publication-in-the-past");
    }

    @Test
    void aDraftWithErrorsSaysAllOfThemAndIsNotPublished() {
        PricesInTown broken = prices(-1)
                .freeFrom("old", lunch, -5, "", 0, "REFUSE")
                .rule(Map.of(
                        "code",
                        "Young!",
                        "nameZh",
                        "少",
                        "nameEn",
                        "Young",
                        "services",
                        List.of("00000000-0000-7000-8000-000000000099"),
                        "effect",
                        Map.of("kind", "PERCENT_OFF", "percent", 101),
                        "tier",
                        "LOW_COST"));
        JsonNode draft = broken.draft();
        Town.Answer refused = publish(draft, Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("price-book-invalid");
        assertThat(refused.body().get("findings")).isEqualTo(draft.get("findings"));
        List<String> found = new ArrayList<>();
        draft.get("findings")
                .forEach(finding -> found.add(finding.get("field").asString() + " "
                        + finding.get("code").asString()));
        assertThat(found)
                .contains(
                        "prices[0].listFen negative-amount",
                        "rules[0].when.minAge age-range",
                        "rules[0].whenEmpty fallback-without-fund",
                        "rules[1].code code-malformed",
                        "rules[1].services service-unknown",
                        "rules[1].effect.percent percent-range");
        assertThat(town().exchange("POST", parent, "/api/quotes", Map.of("serviceId", lunch), null)
                        .code())
                .isEqualTo("service-unpriced");
    }

    @Test
    void anEditNeedsTheRevisionThatWasRead() {
        String id = prices(1500).draft().at("/book/id").asString();
        Object better = prices(1600).content();
        assertThat(put(town().admin, id, null, better).status()).isEqualTo(428);
        assertThat(put(town().admin, id, null, better).code()).isEqualTo("if-match-missing");
        assertThat(put(town().admin, id, "\"1\"", better).status()).isEqualTo(200);
        Town.Answer stale = put(town().admin, id, "\"1\"", prices(1700).content());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("version-changed");
        assertThat(put(town().admin, id, "nonsense", better).status()).isEqualTo(412);
        JsonNode book = town().get(town().admin, BOOKS + "/" + id);
        assertThat(book.at("/content/prices/0/listFen").asLong()).isEqualTo(1600);
        assertThat(book.at("/book/revision").asLong()).isEqualTo(2);
    }

    @Test
    void aPublishedBookIsNeverEditedNotEvenInSql() {
        JsonNode book = prices(1500).publish();
        String id = book.at("/book/id").asString();
        assertThat(put(town().admin, id, "\"1\"", prices(1).content()).code()).isEqualTo("price-book-published");
        assertThat(publish(book, Map.of()).code()).isEqualTo("price-book-published");
        for (String change : List.of(
                "UPDATE price_book SET content = '{}' WHERE id = '" + id + "'",
                "UPDATE price_book SET effective_from = effective_from - interval '1 day' WHERE id = '" + id + "'",
                "UPDATE price_book SET state = 'DRAFT', effective_from = NULL WHERE id = '" + id + "'",
                "DELETE FROM price_book WHERE id = '" + id + "'")) {
            StepVerifier.create(database.sql(change).fetch().rowsUpdated())
                    .expectErrorMatches(error -> error.getMessage().contains("never changed"))
                    .verify();
        }
        assertThat(dueForParent()).isEqualTo(1500);
    }

    @Test
    void onlyTheCommunitysAdminSeesAndChangesItsBooks() {
        String id = prices(1500).draft().at("/book/id").asString();
        Town other = new Town(api(), WECHAT);
        Town.Person finance = town().staff("账", "FINANCE");
        assertThat(town().exchange("GET", other.admin, BOOKS + "/" + id, null, null)
                        .code())
                .isEqualTo("price-book-unknown");
        assertThat(put(other.admin, id, "\"1\"", prices(1).content()).code()).isEqualTo("price-book-unknown");
        assertThat(town().exchange("POST", other.admin, BOOKS + "/" + id + "/publication", null, null)
                        .code())
                .isEqualTo("price-book-unknown");
        assertThat(town().get(other.admin, BOOKS).get("items")).isEmpty();
        assertThat(town().exchange("GET", finance, BOOKS, null, null).code()).isEqualTo("role-missing");
        assertThat(town().exchange("GET", parent, BOOKS, null, null).status()).isEqualTo(403);
        Map<String, Object> foreign = Map.of("communityId", other.communityId, "content", Map.of());
        assertThat(town().exchange("POST", town().admin, BOOKS, foreign, "key-" + Town.unique())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRepeatedKeyMakesOneDraft() {
        Map<String, Object> wanted = Map.of(
                "communityId", town().communityId, "content", prices(1500).content());
        Town.Answer first = town().exchange("POST", town().admin, BOOKS, wanted, "same-key-1");
        Town.Answer again = town().exchange("POST", town().admin, BOOKS, wanted, "same-key-1");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(town().get(town().admin, BOOKS).get("items")).hasSize(1);
    }

    @Test
    void refusesFractionsOfAFenAndWrongTypesByField() {
        for (Object wrong : List.of(12.5, "1500", true)) {
            Map<String, Object> content = Map.of("prices", List.of(Map.of("service", lunch, "listFen", wrong)));
            Town.Answer answer = town().exchange(
                            "POST",
                            town().admin,
                            BOOKS,
                            Map.of("communityId", town().communityId, "content", content),
                            "key-" + Town.unique());
            assertThat(answer.code()).as("%s", wrong).isEqualTo("wrong-type");
            assertThat(answer.body().get("field").asString()).isEqualTo("content.prices[0].listFen");
        }
    }

    @Test
    void writesDownWhoDidWhat() {
        String id = prices(1500).publish().at("/book/id").asString();
        StepVerifier.create(database.sql("SELECT action FROM audit_entry WHERE subject_id = '" + id + "' ORDER BY id")
                        .map(row -> row.get("action", String.class))
                        .all()
                        .collectList())
                .expectNext(List.of("price-book-made", "price-book-published"))
                .verifyComplete();
    }

    @Test
    void financeMakesBudgetsAndSeesThemOthersDoNot() {
        Town.Person finance = town().staff("账", "FINANCE");
        Map<String, Object> wanted = Map.of(
                "communityId", town().communityId,
                "fund", "seed",
                "purpose", "MEAL",
                "periodStart", "2026-01-01",
                "periodEnd", "2026-12-31",
                "amountFen", 100_000);
        new PricesInTown(town()).registers("seed");
        town().post(finance, "/api/admin/budgets", wanted);
        JsonNode budget = town().get(town().admin, "/api/admin/budgets").at("/items/0");
        assertThat(budget.get("leftFen").asLong()).isEqualTo(100_000);
        assertThat(budget.get("purpose").asString()).isEqualTo("MEAL");
        Town other = new Town(api(), WECHAT);
        assertThat(town().get(other.admin, "/api/admin/budgets").get("items")).isEmpty();
        assertThat(town().exchange("POST", other.admin, "/api/admin/budgets", wanted, "key-" + Town.unique())
                        .code())
                .isEqualTo("role-missing");
        Map<String, Object> reversed = new java.util.HashMap<>(wanted);
        reversed.put("periodEnd", "2025-12-31");
        assertThat(town().exchange("POST", finance, "/api/admin/budgets", reversed, "key-" + Town.unique())
                        .code())
                .isEqualTo("budget-period-reversed");
        Map<String, Object> negative = new java.util.HashMap<>(wanted);
        negative.put("amountFen", -1);
        assertThat(town().exchange("POST", finance, "/api/admin/budgets", negative, "key-" + Town.unique())
                        .body()
                        .at("/fields/0/field")
                        .asString())
                .isEqualTo("amountFen");
    }
}
