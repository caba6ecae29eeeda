package community.doorstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import community.doorstep.shared.Sheet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a draft would have done to bookings that were really made. */
class SimulationApiTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private String lunch;
    private String clay;
    private LocalDate from;
    private LocalDate to;

    @BeforeEach
    void sixOldAndSixYoungHadLunchAndTwoMadeClay() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        clay = town().service("OTHER", "陶艺", "AT_DOOR", null, null);
        town().everyDay(lunch, 50);
        town().everyDay(clay, 50);
        PricesInTown prices = new PricesInTown(town())
                .costs(lunch, 1000, 500)
                .costs(clay, 2000, 900)
                .freeFrom("free-from-80", lunch, 80, "seed", 0, "NEXT_RULE");
        prices.budget("seed", 100_000);
        prices.publish();
        for (int i = 0; i < 6; i++) {
            book(someone("1940-01-01"), lunch);
            book(someone("1985-01-01"), lunch);
        }
        book(poor(someone("1985-01-01")), clay);
        book(someone("1985-01-01"), clay);
        from = LocalDate.ofInstant(Instant.now(), ZONE);
        to = from.plusDays(2);
        CLOCK.advance(Duration.ofDays(4));
    }

    private Town.Person someone(String birthDate) {
        return town().resident("居民" + Town.unique(), birthDate);
    }

    private Town.Person poor(Town.Person person) {
        Map<String, Object> claim = Map.of("communityId", town().communityId, "kind", "LOW_INCOME");
        String id = town().made(person, "/api/me/benefits", claim);
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + id + "/decision",
                        Map.of("accepted", true, "reason", "低保证"));
        return person;
    }

    private String book(Town.Person person, String service) {
        String slot = town().slots(service).get(0);
        String quote = PricesInTown.quote(town(), person, Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        return town().made(person, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    /** Lunch becomes dearer; from 80 it is half as dear, paid by charity. */
    private PricesInTown dearer() {
        Map<String, Object> half = new HashMap<>();
        half.put("code", "half-from-80");
        half.put("nameZh", "八十岁以上半价");
        half.put("nameEn", "Half from 80");
        half.put("services", List.of(lunch));
        half.put("when", Map.of("minAge", 80));
        half.put("effect", Map.of("kind", "FIXED", "fen", 600));
        half.put("tier", "LOW_COST");
        half.put("fund", "charity");
        half.put("whenEmpty", "NEXT_RULE");
        return new PricesInTown(town())
                .costs(lunch, 1200, 500)
                .costs(clay, 2000, 900)
                .rule(half);
    }

    private String draft(PricesInTown prices) {
        return prices.draft().at("/book/id").asString();
    }

    private Town.Answer simulate(Town.Person who, String book, Object first, Object last) {
        return town().exchange(
                        "POST",
                        who,
                        "/api/admin/price-books/" + book + "/simulation",
                        Map.of("from", first.toString(), "to", last.toString()),
                        null);
    }

    private static JsonNode group(JsonNode groups, String key) {
        return groups.valueStream()
                .filter(group -> group.get("keys").toString().contains(key))
                .findFirst()
                .orElseThrow()
                .get("impact");
    }

    @Test
    void saysWhoPaysMoreAndWhatFundsPay() {
        PricesInTown prices = dearer();
        prices.budget("charity", 4 * 600 + 599);
        Town.Answer answer = simulate(town().admin, draft(prices), from, to);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        JsonNode total = answer.body().get("total");
        assertThat(total.get("people").asInt()).isEqualTo(14);
        assertThat(total.get("bookings").asInt()).isEqualTo(14);
        assertThat(total.get("payMore").asInt()).isEqualTo(12);
        assertThat(total.get("paySame").asInt()).isEqualTo(2);
        assertThat(total.get("incomeBeforeFen").asLong()).isEqualTo(6 * 1000 + 2 * 2000);
        assertThat(total.get("incomeAfterFen").asLong()).isEqualTo(6 * 1200 + 2 * 2000 + 4 * 600 + 2 * 1200);
        assertThat(total.get("moreFen").asLong()).isEqualTo(6 * 200 + 4 * 600 + 2 * 1200);

        JsonNode old = group(answer.body().get("ages"), "80-89");
        assertThat(old.get("people").asInt()).isEqualTo(6);
        assertThat(old.get("moreFen").asLong()).isEqualTo(4 * 600 + 2 * 1200);
        JsonNode funds = answer.body().get("funds");
        assertThat(funds.at("/0/code").asString()).isEqualTo("charity");
        assertThat(funds.at("/0/subsidyBeforeFen").asLong()).isZero();
        assertThat(funds.at("/0/subsidyAfterFen").asLong()).isEqualTo(4 * 600);
        assertThat(funds.at("/0/dryOn").asString()).isEqualTo(from.toString());
        assertThat(funds.at("/0/days/0/afterFen").asLong()).isEqualTo(4 * 600);
        assertThat(funds.at("/1/code").asString()).isEqualTo("seed");
        assertThat(funds.at("/1/subsidyBeforeFen").asLong()).isEqualTo(6 * 1000);
        assertThat(funds.at("/1/subsidyAfterFen").asLong()).isZero();
        assertThat(funds.at("/1/dryOn").isNull()).isTrue();
    }

    @Test
    void fewerThanFiveAreNeverShownAlone() {
        JsonNode body = simulate(town().admin, draft(dearer()), from, to).body();
        assertThat(body.get("evidence")).hasSize(1);
        assertThat(body.at("/evidence/0/keys").toString()).contains("LOW_INCOME", "NONE");
        assertThat(body.get("services")).hasSize(1);
        assertThat(body.at("/services/0/names").toString()).contains("午餐", "陶艺");
        assertThat(body.get("stations")).hasSize(1);
        assertThat(body.at("/stations/0/names/0").asString()).isEqualTo("老王+服务驿站");
        assertThat(body.toString()).doesNotContain("beneficiary", "personId");

        Town few = new Town(api(), WECHAT);
        String supper = few.service("MEAL", "晚餐", "AT_DOOR", null, null);
        String book = new PricesInTown(few)
                .costs(supper, 900, 100)
                .publish()
                .at("/book/id")
                .asString();
        Town.Answer nobody = few.exchange(
                "POST",
                few.admin,
                "/api/admin/price-books/" + book + "/simulation",
                Map.of("from", "2026-01-01", "to", "2026-01-31"),
                null);
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.body().get("total").isNull()).isTrue();
        assertThat(nobody.body().get("ages")).isEmpty();
    }

    @Test
    void whatWasCancelledOrLiesOutsideThePeriodDoesNotCount() {
        String book = draft(dearer());
        CLOCK.reset();
        Town.Person elder = someone("1940-01-01");
        town().post(elder, "/api/bookings/" + book(elder, lunch) + "/cancellation", null);
        CLOCK.advance(Duration.ofDays(4));
        assertThat(simulate(town().admin, book, from, to)
                        .body()
                        .at("/total/people")
                        .asInt())
                .isEqualTo(14);
        assertThat(simulate(town().admin, book, from.minusDays(9), from)
                        .body()
                        .get("total")
                        .isNull())
                .isTrue();
    }

    @Test
    void theBookInForceChangesNothing() {
        JsonNode entry = town().get(town().admin, "/api/admin/price-books").at("/items/0");
        JsonNode total = simulate(town().admin, entry.get("id").asString(), from, to)
                .body()
                .get("total");
        assertThat(total.get("paySame").asInt()).isEqualTo(14);
        assertThat(total.get("incomeAfterFen")).isEqualTo(total.get("incomeBeforeFen"));
    }

    @Test
    void answersATableToWhoAcceptsOne() {
        byte[] table = table("", MediaType.valueOf("text/csv"), "text/csv");
        List<String> lines = new String(table, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).startsWith("\uFEFFdimension,keys,names,people,payMore");
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(17));
        assertThat(lines.get(1)).isEqualTo("TOTAL,,,14,12,0,2,0,8400,0,14,0,10000,18400,,,");
        assertThat(lines).contains("FUND,seed,seed,,,,,,,,,,,,6000,0,");
    }

    @Test
    void answersAWorkbookToALinkThatAsksForOne() throws IOException {
        byte[] file = table("?format=xlsx", MediaType.ALL, Sheet.XLSX);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(13)).isEqualTo("incomeAfterFen");
            assertThat(rows.get(1).getCellText(0)).isEqualTo("TOTAL");
            assertThat(rows.get(1).getCellAsNumber(13)).hasValue(new BigDecimal("18400"));
        }
        api().post()
                .uri("/api/admin/price-books/" + draft(dearer()) + "/simulation?format=pdf")
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JsonMapper.shared().writeValueAsString(Map.of("from", from.toString(), "to", to.toString())))
                .exchange()
                .expectStatus()
                .isEqualTo(406);
    }

    private byte[] table(String query, MediaType accepted, String answered) {
        return api().post()
                .uri("/api/admin/price-books/" + draft(dearer()) + "/simulation" + query)
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .accept(accepted)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JsonMapper.shared().writeValueAsString(Map.of("from", from.toString(), "to", to.toString())))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(answered)
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; .*filename\\*=UTF-8''.*")
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    @Test
    void badPeriodsAndDraftsWithErrorsAreRefused() {
        String book = draft(dearer());
        assertThat(simulate(town().admin, book, to, from).code()).isEqualTo("simulation-period-reversed");
        assertThat(simulate(town().admin, book, from, from.plusDays(4)).code()).isEqualTo("simulation-period-not-past");
        assertThat(simulate(town().admin, book, from.minusYears(4), to).code()).isEqualTo("simulation-period-too-long");
        assertThat(simulate(town().admin, book, "2026-02-30", to).status()).isEqualTo(400);

        Map<String, Object> wrong = new HashMap<>(dearer().content());
        wrong.put("prices", List.of(Map.of("service", lunch, "listFen", -1)));
        String broken = town().post(
                        town().admin,
                        "/api/admin/price-books",
                        Map.of("communityId", town().communityId, "content", wrong))
                .at("/book/id")
                .asString();
        Town.Answer invalid = simulate(town().admin, broken, from, to);
        assertThat(invalid.code()).isEqualTo("price-book-invalid");
        assertThat(invalid.body().get("findings")).isNotEmpty();
    }

    @Test
    void onlyTheAdminOfTheCommunitySimulates() {
        String book = draft(dearer());
        Town other = new Town(api(), WECHAT);
        assertThat(simulate(other.admin, book, from, to).code()).isEqualTo("price-book-unknown");
        List<Town.Answer> others = new ArrayList<>();
        for (String role : List.of("FINANCE", "OPERATOR", "STATION_LEAD", "WORKER")) {
            others.add(simulate(town().staff(role, role), book, from, to));
        }
        assertThat(others).allSatisfy(answer -> assertThat(answer.code()).isEqualTo("role-missing"));
        assertThat(simulate(someone("1990-01-01"), book, from, to).code()).isEqualTo("role-missing");
    }
}
