package community.doorstep.canteen;

import static community.doorstep.canteen.CanteenInTown.dish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.dispatch.StopEnded;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Sheet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A day of the canteen, from the menu to the last tablet that comes back. */
class CanteenDayTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private Outbox outbox;

    @Test
    void aDayFromTheMenuToTheTabletThatComesBack() throws IOException {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        Town.Person wang = town().resident("王奶奶", "1946-03-01");
        Town.Person zhang = town().resident("张敏", "1976-03-01");
        String li = town().family(zhang, "李爷爷", "1941-03-01", "ELDER");
        Town.Person zhou = town().resident("周奶奶", "1944-03-01");
        town().send(
                        "PUT",
                        zhang,
                        "/api/me/meal-cards/" + li,
                        Map.of("allergens", List.of("FISH"), "needs", List.of("LOW_SALT"), "note", ""),
                        null);

        // Who books is warned before, and asked afterwards when they did not say that it is all right.
        JsonNode warning =
                town().post(zhang, "/api/meals/warnings", Map.of("slotId", canteen.slot, "beneficiaryId", li));
        assertThat(warning.get("allergens").toString()).isEqualTo("[\"FISH\"]");
        assertThat(warning.at("/dishes/0/dish").asString()).isEqualTo("清蒸鲈鱼");
        String dineIn = canteen.book(wang, wang.id(), null);
        String takeAway = canteen.book(zhang, li, Map.of("serving", "TAKE_AWAY"));
        String delivered = canteen.book(
                zhou,
                zhou.id(),
                Map.of(
                        "serving",
                        "DELIVERY",
                        "address",
                        "望江街 3 栋 2 单元 501",
                        "place",
                        Map.of("latitude", 26.5830, "longitude", 101.7190),
                        "needs",
                        List.of("SOFT")));
        assertThat(canteen.meal(zhang, takeAway).get("toConfirm").asBoolean()).isTrue();
        await().atMost(SOON).until(() -> kinds(zhang).contains("MEAL_ALLERGENS"));

        // After the cut-off the menu stands, and the kitchen knows what to cook.
        canteen.clockIs("09:01");
        assertThat(canteen.menu(dish("红烧肉")).code()).isEqualTo("menu-cut-off-passed");
        assertThat(canteen.redeem("bookingId", takeAway).code()).isEqualTo("meal-outside-sitting");
        List<Row> kitchen = sheet(canteen.counter, canteen.sitting("/kitchen?format=xlsx"));
        assertThat(column(kitchen, 0)).containsExactly("项目", "合计", "堂食", "自取", "送餐", "清蒸鲈鱼", "麻婆豆腐", "米饭");
        assertThat(numbers(kitchen, 1)).containsExactly(3, 1, 1, 1, 2, 3, 3);
        assertThat(numbers(kitchen, kitchen.get(0).getCellCount() - 2)).containsExactly(0, 0, 0, 0, 1, 0, 0);
        assertThat(kitchen.get(1).getCellAsNumber(2)).hasValue(BigDecimal.ONE);
        assertThat(town().exchange(
                                "POST",
                                zhang,
                                "/api/meals/" + takeAway + "/allergens",
                                Map.of("allergens", List.of()),
                                null)
                        .code())
                .isEqualTo("allergens-not-named");
        JsonNode confirmed =
                town().post(zhang, "/api/meals/" + takeAway + "/allergens", Map.of("allergens", List.of("FISH")));
        assertThat(confirmed.get("toConfirm").asBoolean()).isFalse();
        List<Row> settled = sheet(canteen.counter, canteen.sitting("/kitchen?format=xlsx"));
        assertThat(numbers(settled, 1))
                .as("the kitchen cooks by what was settled")
                .containsExactly(3, 1, 1, 1, 2, 3, 3);
        assertThat(numbers(settled, settled.get(0).getCellCount() - 1))
                .as("and reads what has become different")
                .containsExactly(0, 0, 0, 0, 1, 0, 0);

        // The meal that is carried lies in a box, which is a run; the door answers.
        canteen.clockIs("10:35");
        await().atMost(SOON).until(() -> runOf(delivered) != null);
        outbox.add(new StopEnded(
                        CommunityId.of(town().communityId),
                        runOf(delivered),
                        2,
                        UUID.fromString(delivered),
                        PersonId.of(zhou.id()),
                        PersonId.of(canteen.lead.id()),
                        true,
                        "",
                        CLOCK.instant()))
                .block(SOON);
        outbox.nudge();
        await().atMost(SOON).until(() -> state(zhou, delivered).equals("EATEN"));

        // The counter: not before the sitting, once by digits, and not again by anything.
        assertThat(canteen.redeem("code", printed(zhang, takeAway)).status()).isEqualTo(200);
        canteen.clockIs("11:05");
        String digits = canteen.meal(wang, dineIn).at("/pass/digits").asString();
        Town.Answer handed = canteen.redeem("digits", digits);
        assertThat(handed.status()).as(handed.body().toString()).isEqualTo(200);
        assertThat(handed.body().get("name").asString()).isEqualTo("王奶奶");
        assertThat(handed.body().get("toPayFen").asLong()).isEqualTo(1200);
        assertThat(canteen.redeem("digits", digits).code()).isEqualTo("pass-used");
        assertThat(canteen.redeem(
                                "qr", canteen.meal(wang, dineIn).at("/pass/qr").asString())
                        .code())
                .isEqualTo("pass-used");
        assertThat(canteen.redeem("bookingId", dineIn).code()).isEqualTo("meal-redeemed");

        // What is left is for who walks in; found by their number, within the sitting too.
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        JsonNode found = town().post(canteen.counter, "/api/station/residents/search", Map.of("phone", chen.phone()));
        assertThat(found.get("id").asString()).isEqualTo(chen.id());
        JsonNode seat = town().post(canteen.counter, canteen.sitting("/walk-ins"), Map.of("beneficiaryId", chen.id()));
        assertThat(seat.get("dueFen").asLong()).isEqualTo(1200);
        String walkIn = seat.get("bookingId").asString();
        String end = chen.phone().substring(chen.phone().length() - 4);
        await().atMost(SOON).until(() -> !found(canteen, "phoneEnd", end).isEmpty());
        assertThat(found(canteen, "name", "陈").get(0).get("bookingId").asString())
                .isEqualTo(walkIn);
        assertThat(canteen.redeem("bookingId", walkIn).status()).isEqualTo(200);
        town().send("POST", canteen.counter, "/api/station/bookings/" + walkIn + "/cash", null, null);

        // A tablet was alone and eleven minutes ahead: the first use counts, what was too much is told.
        canteen.clockIs("13:00");
        Instant tabletNow = CLOCK.instant().plus(Duration.ofMinutes(11));
        Map<String, Object> late = canteen.offline(walkIn, canteen.at("12:01"));
        List<Map<String, Object>> uses = List.of(
                canteen.offline(dineIn, canteen.at("11:31")),
                late,
                canteen.offline(UUID.randomUUID().toString(), canteen.at("12:02")));
        JsonNode synced = canteen.sync(tabletNow, uses);
        assertThat(synced.get("clockWrong").asBoolean()).isTrue();
        assertThat(synced.get("clockAheadSeconds").asLong()).isBetween(655L, 665L);
        assertThat(outcomes(synced)).containsExactlyInAnyOrder("TWICE", "TWICE", "UNKNOWN");
        assertThat(outcomes(canteen.sync(tabletNow, List.of(late)))).containsExactly("TWICE");
        String hour = "&from=" + CLOCK.instant().minusSeconds(3600) + "&to="
                + CLOCK.instant().plusSeconds(60);
        JsonNode conflicts =
                town().get(canteen.lead, "/api/station/redemptions/conflicts?stationId=" + town().stationId + hour);
        assertThat(conflicts).hasSize(3);
        await().atMost(SOON).until(() -> kinds(canteen.lead).contains("MEAL_REDEEMED_TWICE"));
        assertThat(town().get(canteen.lead, canteen.sitting(""))
                        .at("/meals/EATEN")
                        .asInt())
                .isEqualTo(4);
    }

    private JsonNode found(CanteenInTown canteen, String by, String said) {
        return town().send("POST", canteen.counter, canteen.sitting("/search"), Map.of(by, said), null);
    }

    private List<String> kinds(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(notice -> notice.get("kind").asString())
                .toList();
    }

    private static List<String> outcomes(JsonNode synced) {
        return synced.get("uses")
                .valueStream()
                .map(use -> use.get("outcome").asString())
                .toList();
    }

    private String state(Town.Person by, String booking) {
        return town().get(by, "/api/meals/" + booking).get("state").asString();
    }

    private UUID runOf(String booking) {
        return database.sql("""
            SELECT run_id FROM meal_delivery JOIN job ON job.id = run_id WHERE booking_id = :booking
            """)
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("run_id", UUID.class))
                .one()
                .block(SOON);
    }

    private List<Row> sheet(Town.Person by, String address) throws IOException {
        byte[] file = api().get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(by.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(Sheet.XLSX)
                .expectBody()
                .returnResult()
                .getResponseBody();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return book.getFirstSheet().read();
        }
    }

    private static List<String> column(List<Row> rows, int column) {
        return rows.stream().map(row -> row.getCellText(column)).toList();
    }

    private static List<Integer> numbers(List<Row> rows, int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.getCellAsNumber(column).orElseThrow().intValue())
                .toList();
    }

    @Test
    void leftoversGoFirstToWhoNeedsThemAndStaffSeeOnlyThatTheyAreReserved() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 1);
        Town.Person lin = town().resident("林小红", "1950-05-01");
        Town.Person chen = town().resident("陈大哥", "1952-05-01");
        Town.Person zhou = town().resident("周奶奶", "1944-05-01");
        String claim =
                town().made(zhou, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + claim + "/decision",
                        Map.of("accepted", true, "reason", "证明已核对"));
        String booked = canteen.book(lin, lin.id(), null);
        String first = town().post(chen, "/api/slots/" + canteen.slot + "/waitlist", Map.of())
                .get("id")
                .asString();
        String second = town().post(zhou, "/api/slots/" + canteen.slot + "/waitlist", Map.of())
                .get("id")
                .asString();
        canteen.clockIs("09:01");
        await().atMost(SOON)
                .until(() -> entry(chen, first).equals("LAPSED")
                        && entry(zhou, second).equals("LAPSED"));
        town().send("POST", lin, "/api/bookings/" + booked + "/cancellation", null, null);

        canteen.clockIs("12:11");

        await().atMost(SOON).until(() -> entry(zhou, second).equals("OFFERED"));
        assertThat(entry(chen, first)).isEqualTo("LAPSED");
        JsonNode sitting = town().get(canteen.counter, canteen.sitting(""));
        assertThat(sitting.get("reserved").asInt()).isEqualTo(1);
        assertThat(sitting.get("left").asInt()).isZero();
        assertThat(sitting.toString()).doesNotContain(zhou.id());
        assertThat(town().exchange(
                                "POST",
                                canteen.counter,
                                canteen.sitting("/walk-ins"),
                                Map.of("beneficiaryId", lin.id()),
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("slot-full");
        assertThat(canteen.tryToBook(chen, chen.id(), null, null).code()).isIn("slot-full", "cut-off-passed");
        assertThat(canteen.tryToBook(zhou, zhou.id(), null, second).status()).isEqualTo(201);
    }

    private String entry(Town.Person by, String id) {
        return town().get(by, "/api/waitlist/" + id).get("state").asString();
    }

    @Test
    void twoWeeksAreCopiedButForWhatIsPlannedOrTooLate() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 3);
        town().exchange(
                        "PUT",
                        canteen.counter,
                        "/api/station/menus/" + canteen.lunch + "/" + canteen.day.plusDays(8),
                        Map.of("dishes", List.of(dish("面条"))),
                        null);
        canteen.menu(dish("清蒸鲈鱼", "FISH"));
        town().exchange(
                        "PUT",
                        canteen.counter,
                        "/api/station/menus/" + canteen.lunch + "/" + canteen.day.plusDays(1),
                        Map.of("dishes", List.of(dish("饺子"))),
                        null);

        JsonNode copied = town().send(
                        "POST",
                        canteen.counter,
                        "/api/station/menus/" + canteen.lunch + "/copies",
                        Map.of("from", canteen.day, "to", canteen.day.plusDays(7), "days", 7, "overwrite", false),
                        null);

        assertThat(copied.valueStream().map(one -> one.path("reason").asString("")))
                .containsExactly("", "menu-there-already");
        assertThat(town().get(null, "/api/services/" + canteen.lunch + "/menus?from=" + canteen.day.plusDays(7))
                        .at("/0/dishes/0/name")
                        .asString())
                .isEqualTo("清蒸鲈鱼");
    }

    @Test
    void whatIsNotTheirsIsNotShownToThem() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 3);
        Town.Person wang = town().resident("王奶奶", "1946-03-01");
        Town.Person stranger = town().resident("路人", "1980-03-01");
        Town.Person teacher = town().staff("李老师", "TEACHER");
        Town elsewhere = new Town(api(), WECHAT);
        Town.Person otherCounter = elsewhere.staff("别处", "COUNTER");
        String meal = canteen.book(wang, wang.id(), null);

        for (String part : List.of("", "/guests", "/kitchen")) {
            assertThat(status(teacher, "GET", canteen.sitting(part), null)).isEqualTo(403);
            assertThat(status(wang, "GET", canteen.sitting(part), null)).isEqualTo(403);
            assertThat(status(otherCounter, "GET", canteen.sitting(part), null)).isIn(403, 404);
        }
        assertThat(status(stranger, "GET", "/api/meals/" + meal, null)).isEqualTo(404);
        assertThat(status(canteen.counter, "GET", "/api/meals/" + meal, null)).isEqualTo(404);
        assertThat(status(stranger, "GET", "/api/me/meal-cards/" + wang.id(), null))
                .isEqualTo(404);
        assertThat(status(stranger, "POST", "/api/meals/" + meal + "/allergens", Map.of("allergens", List.of())))
                .isEqualTo(404);
        assertThat(status(
                        stranger,
                        "POST",
                        "/api/meals/warnings",
                        Map.of("slotId", canteen.slot, "beneficiaryId", wang.id())))
                .isEqualTo(404);
        assertThat(canteen.redeem(otherCounter, "bookingId", meal).status()).isIn(403, 404);
        assertThat(canteen.redeem(teacher, "bookingId", meal).status()).isEqualTo(403);
        assertThat(status(canteen.counter, "POST", canteen.sitting("/search"), Map.of()))
                .isEqualTo(400);
        String guests = town().get(canteen.counter, canteen.sitting("/guests")).toString();
        assertThat(guests).contains("王奶奶", wang.phone().substring(7)).doesNotContain(wang.phone());
    }

    /** What stands in the code that a meal's people print. */
    private String printed(Town.Person by, String meal) {
        api().get()
                .uri("/api/meals/" + meal + "/code")
                .headers(headers -> headers.setBearerAuth(by.token()))
                .exchange()
                .expectStatus()
                .isOk();
        List<String> scenes = WECHAT.codes().scenes();
        return scenes.get(scenes.size() - 1);
    }

    private int status(Town.Person by, String method, String address, Object body) {
        return town().exchange(method, by, address, body, null).status();
    }
}
