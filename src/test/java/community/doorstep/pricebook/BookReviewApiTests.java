package community.doorstep.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** What an admin reads of price books: what a version changes, and who changed what and when. */
class BookReviewApiTests extends ApiTest {

    private static final String BOOKS = "/api/admin/price-books/";

    private String lunch;

    @BeforeEach
    void aCanteen() {
        lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
    }

    private PricesInTown prices(long listFen) {
        return new PricesInTown(town()).costs(lunch, listFen, 100);
    }

    private static String id(JsonNode book) {
        return book.at("/book/id").asString();
    }

    private List<String> texts(String address, String language) {
        return town().answered("GET", town().admin, address, null, Map.of("Accept-Language", language))
                .body()
                .get("differences")
                .valueStream()
                .map(one -> one.get("text").asString())
                .toList();
    }

    private Town.Answer publish(String draft, Object body) {
        return town().exchange("POST", town().admin, BOOKS + draft + "/publication", body, null);
    }

    private JsonNode edit(Town.Person by, String id, long revision, Object content) {
        Town.Answer answer = town().answered(
                        "PUT", by, BOOKS + id, Map.of("content", content), Map.of("If-Match", "\"" + revision + "\""));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void aDraftIsComparedWithTheBookThatItWouldSupersede() {
        prices(900).publish();
        String second = id(prices(1000).publish());
        String draft = id(
                prices(1200).freeFrom("from-80", lunch, 80, "seed", 2, "REFUSE").draft());
        assertThat(texts(BOOKS + draft + "/comparison", "zh-CN"))
                .containsExactly(
                        "午餐的标价由10.00元改为12.00元。",
                        "新增资金“基金seed”。",
                        "新增优惠“80岁以上免费”，排在第1位：适用服务：午餐；最小年龄：80岁；优惠幅度：免费；价格档：公益；次数：每月2次；"
                                + "支付资金：基金seed；资金不足时：不能预约；与其他优惠：单独使用。");
        assertThat(texts(BOOKS + draft + "/comparison", "en"))
                .contains("The list price of 午餐 changes from 10.00 yuan to 12.00 yuan.");
        JsonNode comparison = town().get(town().admin, BOOKS + draft + "/comparison");
        assertThat(comparison.at("/with/id").asString()).isEqualTo(second);
        assertThat(comparison.at("/book/id").asString()).isEqualTo(draft);
        assertThat(comparison.at("/differences/2/rule").asString()).isEqualTo("from-80");
        assertThat(comparison.at("/differences/2/field").asString()).isEqualTo("added");
    }

    @Test
    void aPublishedBookIsComparedWithTheOneBeforeItOrWithAnyOther() {
        String first = id(prices(900).publish());
        String second = id(prices(1000).publish());
        String third = id(prices(1200).publish());
        assertThat(texts(BOOKS + third + "/comparison", "en"))
                .containsExactly("The list price of 午餐 changes from 10.00 yuan to 12.00 yuan.");
        assertThat(texts(BOOKS + third + "/comparison?with=" + first, "en"))
                .containsExactly("The list price of 午餐 changes from 9.00 yuan to 12.00 yuan.");
        assertThat(texts(BOOKS + second + "/comparison?with=" + third, "en"))
                .containsExactly("The list price of 午餐 changes from 12.00 yuan to 10.00 yuan.");
        assertThat(texts(BOOKS + third + "/comparison?with=" + third, "en")).isEmpty();
        assertThat(texts(BOOKS + first + "/comparison", "en"))
                .containsExactly("午餐 gets a price: the list price is 9.00 yuan, the low-cost price 1.00 yuan.");
    }

    @Test
    void theHistorySaysWhoChangedWhatAndWhen() {
        Town.Person second = town().staff("刘主任", "COMMUNITY_ADMIN");
        String id = id(prices(1000).draft());
        edit(second, id, 1, prices(1200).content());
        edit(second, id, 2, prices(1200).content());
        publish(id, Map.of());
        JsonNode history = town().answered(
                        "GET", town().admin, BOOKS + id + "/history", null, Map.of("Accept-Language", "en"))
                .body();
        assertThat(history.get("items")
                        .valueStream()
                        .map(one -> one.get("action").asString() + " "
                                + one.get("revision").asLong()))
                .containsExactly("PUBLISHED 3", "EDITED 3", "EDITED 2", "MADE 1");
        assertThat(history.at("/items/2/by").asString()).isEqualTo(second.id());
        assertThat(history.at("/items/2/byName").asString()).isEqualTo("刘主任");
        assertThat(history.at("/items/2/at").asString()).isNotEmpty();
        assertThat(history.at("/items/2/differences/0/text").asString())
                .isEqualTo("The list price of 午餐 changes from 10.00 yuan to 12.00 yuan.");
        assertThat(history.at("/items/1/differences")).isEmpty();
        assertThat(history.at("/items/0/differences")).isEmpty();
        assertThat(history.at("/items/0/effectiveFrom").isNull()).isFalse();
        assertThat(history.at("/items/3/differences")).hasSize(1);
    }

    @Test
    void theHistoryIsReadInParts() {
        String id = id(prices(1000).draft());
        for (int edits = 1; edits <= 4; edits++) {
            edit(town().admin, id, edits, prices(1000 + edits).content());
        }
        JsonNode first = town().get(town().admin, BOOKS + id + "/history?size=2");
        assertThat(first.get("items")).hasSize(2);
        JsonNode second = town().get(
                        town().admin,
                        BOOKS + id + "/history?size=2&cursor="
                                + first.get("next").asString());
        assertThat(second.at("/items/0/revision").asLong()).isEqualTo(3);
        assertThat(second.at("/items/0/differences/0/text").asString())
                .contains("10.01")
                .contains("10.02");
    }

    @Test
    void whatWasDoneIsNeverChangedNotEvenInSql() {
        String id = id(prices(1000).draft());
        for (String change : List.of(
                "UPDATE price_book_change SET by_id = gen_random_uuid() WHERE book_id = '" + id + "'",
                "DELETE FROM price_book_change WHERE book_id = '" + id + "'")) {
            StepVerifier.create(database.sql(change).fetch().rowsUpdated())
                    .expectErrorMatches(error -> error.getMessage().contains("never changed"))
                    .verify();
        }
    }

    @Test
    void othersReadNothingOfIt() {
        String id = id(prices(1000).publish());
        Town other = new Town(api(), WECHAT);
        String theirService = other.service("MEAL", "午餐", "BEFORE", null, null);
        String theirs = id(new PricesInTown(other).costs(theirService, 1, 1).publish());
        for (String address : List.of(BOOKS + id + "/comparison", BOOKS + id + "/history")) {
            assertThat(town().exchange("GET", other.admin, address, null, null).code())
                    .isEqualTo("price-book-unknown");
            assertThat(town().exchange("GET", town().staff("账", "FINANCE"), address, null, null)
                            .status())
                    .isIn(403, 404);
            assertThat(town().exchange("GET", null, address, null, null).status())
                    .isEqualTo(401);
        }
        assertThat(town().exchange("GET", town().admin, BOOKS + id + "/comparison?with=" + theirs, null, null)
                        .code())
                .isEqualTo("price-book-unknown");
        assertThat(town().exchange("GET", town().admin, BOOKS + UUID.randomUUID() + "/history", null, null)
                        .code())
                .isEqualTo("price-book-unknown");
    }

    @Test
    void twoBooksNeverBeginAtTheSameMomentNorBeforeOneThatIsPublished() {
        prices(1500).publish();
        String from = CLOCK.instant().plus(Duration.ofHours(5)).toString();
        String earlier = CLOCK.instant().plus(Duration.ofHours(2)).toString();
        assertThat(publish(id(prices(2000).draft()), Map.of("effectiveFrom", from))
                        .status())
                .isEqualTo(200);
        Town.Answer same = publish(id(prices(2100).draft()), Map.of("effectiveFrom", from));
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.code()).isEqualTo("publication-overlaps");
        assertThat(same.body().get("field").asString()).isEqualTo("effectiveFrom");
        assertThat(same.body().get("version").asInt()).isEqualTo(2);
        assertThat(publish(id(prices(2200).draft()), Map.of("effectiveFrom", earlier))
                        .code())
                .isEqualTo("publication-overlaps");
        assertThat(publish(id(prices(2300).draft()), Map.of()).code()).isEqualTo("publication-overlaps");
        assertThat(overlaps()).isZero();
    }

    @Test
    void publicationsAtOnceLeaveNoGapAndNoOverlap() {
        prices(1000).publish();
        List<String> drafts = Flux.range(1, 12)
                .map(one -> id(prices(1000 + one).draft()))
                .collectList()
                .block();
        String from = CLOCK.instant().plus(Duration.ofHours(1)).toString();
        List<Integer> answers = Flux.fromIterable(drafts)
                .flatMap(draft -> reactor.core.publisher.Mono.fromCallable(() ->
                                publish(draft, Map.of("effectiveFrom", from)).status())
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(11);
        assertThat(overlaps()).isZero();
    }

    private long overlaps() {
        return database.sql("""
            SELECT count(*) AS n FROM price_book one JOIN price_book other USING (community_id)
            WHERE one.id < other.id AND one.community_id = :community
              AND tstzrange(one.effective_from, one.effective_until)
                  && tstzrange(other.effective_from, other.effective_until)
              AND one.state = 'PUBLISHED' AND other.state = 'PUBLISHED'
            """)
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }
}
