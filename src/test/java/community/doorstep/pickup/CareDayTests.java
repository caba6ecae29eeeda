package community.doorstep.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.children.CareCentre;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A day at the care centre, over HTTP: who comes, who is missing, who is ill; in the evening the network is away, and
 * what the tablet let pass comes in later, with what was wrong with it.
 */
class CareDayTests extends ApiTest {

    @Test
    void aDay() {
        Day day = new Day();
        day.inTheMorningAFatherTakesLeaveAndGetsHisFeeBack();
        day.theMotherGivesTheNeighbourAPassForTheEvening();
        day.atThreeChildrenComeAndTheirParentsHear();
        day.oneDoesNotAndItsMotherIsAskedWithinMinutes();
        day.aFallIsWrittenDownAndTold();
        day.aStrangerIsNotLetAndTheFatherWhoMayNotNeither();
        day.grandmotherFetchesOneAndItIsLate();
        day.theNetworkGoesAndTheTabletLetsTwoPassWithOnePass();
        day.itComesBackWithWhatHappened();
        day.theSheetsTellTheDay();
    }

    private final class Day {
        final CareCentre centre = new CareCentre(town(), CLOCK, "BEFORE");
        final Town.Person lead = town().staff("赵站长", "STATION_LEAD");
        final String duo = centre.child;
        final String guo = centre.another("周果果");
        final String lele = centre.another("周乐乐");
        final String an = centre.another("周安安");
        final Map<String, String> bookings = new HashMap<>();
        String grandmother;
        JsonNode pass;

        Day() {
            town().rules(
                            centre.service,
                            Map.of("cancellation", Map.of("freeMinutes", 240, "shareMinutes", 60, "keptPercent", 50)));
            lateFee();
            WECHAT.callsBack("http://127.0.0.1:" + port);
            for (String child : List.of(duo, guo, lele, an)) {
                bookings.put(child, paid(centre.booked(child)));
            }
            centre.writeCard(duo, "花生", "芒果");
        }

        private void lateFee() {
            Town.Answer answer = town().answered(
                            "PUT",
                            town().admin,
                            "/api/admin/care/services/" + centre.service + "/late-fee",
                            Map.of("graceMinutes", 10, "stepMinutes", 15, "stepFen", 500, "mostFen", 3000),
                            Map.of("If-Match", "\"0\""));
            assertThat(answer.status()).isEqualTo(200);
        }

        private String paid(String booking) {
            town().post(centre.mother, "/api/bookings/" + booking + "/payment", null);
            assertThat(WECHAT.pay(outTradeNo(booking))).allMatch(status -> status < 300);
            await().until(() -> town().get(centre.mother, "/api/bookings/" + booking)
                    .get("state")
                    .asString()
                    .equals("CONFIRMED"));
            return booking;
        }

        void inTheMorningAFatherTakesLeaveAndGetsHisFeeBack() {
            centre.at("13:00");
            String tomorrow = paid(centre.booked(centre.mother, an, centre.day.plusDays(1)));
            JsonNode early =
                    town().send("POST", centre.mother, "/api/me/care/bookings/" + tomorrow + "/leave", null, null);
            assertThat(early.get("cancelled").asBoolean()).isTrue();
            assertThat(early.get("refundedFen").asLong()).isEqualTo(CareCentre.FEE);
            await().atMost(Duration.ofSeconds(20)).until(() -> refundedFen(tomorrow) == CareCentre.FEE);

            JsonNode half = leave(an);
            assertThat(half.get("refundedFen").asLong()).isEqualTo(CareCentre.FEE / 2);
            assertThat(leave(an).get("refundedFen").asLong()).isEqualTo(CareCentre.FEE / 2);

            centre.at("14:30");
            JsonNode late = leave(lele);
            assertThat(late.get("cancelled").asBoolean()).isFalse();
            assertThat(late.get("refundedFen").asLong()).isZero();
        }

        private JsonNode leave(String child) {
            return town().send(
                            "POST",
                            centre.mother,
                            "/api/me/care/bookings/" + bookings.get(child) + "/leave",
                            null,
                            null);
        }

        void theMotherGivesTheNeighbourAPassForTheEvening() {
            grandmother = town().made(
                            centre.mother,
                            "/api/me/family/" + guo + "/pick-up-persons",
                            Map.of("name", "周奶奶", "phone", "13911112222", "relation", "奶奶"));
            pass = town().post(
                            centre.mother,
                            "/api/me/family/" + duo + "/pick-up-passes",
                            Map.of(
                                    "bookingId",
                                    bookings.get(duo),
                                    "fetcher",
                                    Map.of("name", "邻居小李", "phone", "13933334444", "relation", "邻居"),
                                    "from",
                                    centre.moment("17:30"),
                                    "until",
                                    centre.moment("18:30")))
                    .get("pass");
        }

        void atThreeChildrenComeAndTheirParentsHear() {
            centre.at("14:50");
            assertThat(checkIn(duo).code()).isEqualTo("not-on-duty");
            centre.onDuty(centre.teacher);
            assertThat(pickUp(Map.of("childId", duo, "guardianId", centre.mother.id()))
                            .code())
                    .isEqualTo("not-checked-in");
            assertThat(checkIn(duo).body().get("state").asString()).isEqualTo("ARRIVED");
            assertThat(checkIn(duo).status()).isEqualTo(200);
            JsonNode sheet = centre.row(bookings.get(duo));
            assertThat(sheet.get("allergies").toString()).contains("花生", "芒果");
            assertThat(centre.row(bookings.get(lele)).get("state").asString()).isEqualTo("LEAVE");
            assertThat(centre.row(bookings.get(guo)).get("state").asString()).isEqualTo("EXPECTED");
            told(centre.father, "CHILD_ARRIVED", 1);
        }

        private Town.Answer checkIn(String child) {
            return town().exchange(
                            "POST",
                            centre.teacher,
                            "/api/station/care/bookings/" + bookings.get(child) + "/check-in",
                            null,
                            null);
        }

        void oneDoesNotAndItsMotherIsAskedWithinMinutes() {
            centre.at("15:11");
            told(centre.mother, "CHILD_MISSING", 1);
            assertThat(centre.row(bookings.get(guo)).get("state").asString()).isEqualTo("MISSING");
            town().send(
                            "POST",
                            centre.mother,
                            "/api/me/care/bookings/" + bookings.get(guo) + "/answer",
                            Map.of("coming", true),
                            null);
            assertThat(centre.row(bookings.get(guo)).get("answer").asString()).isEqualTo("COMING");
            centre.at("15:20");
            assertThat(checkIn(guo).status()).isEqualTo(200);
            assertThat(leaveRefused()).isEqualTo("already-arrived");
        }

        private String leaveRefused() {
            return town().exchange(
                            "POST", centre.mother, "/api/me/care/bookings/" + bookings.get(guo) + "/leave", null, null)
                    .code();
        }

        void aFallIsWrittenDownAndTold() {
            Map<String, Object> fall = Map.of(
                    "stationId",
                    town().stationId,
                    "childId",
                    guo,
                    "kind",
                    "INJURY",
                    "at",
                    centre.moment("15:10"),
                    "what",
                    "摔倒，擦伤",
                    "done",
                    "消毒",
                    "told",
                    "已电话告知");
            town().post(centre.teacher, "/api/station/care/incidents", fall);
            told(centre.mother, "INCIDENT_RECORDED", 1);
        }

        void aStrangerIsNotLetAndTheFatherWhoMayNotNeither() {
            centre.at("17:00");
            Town.Person uncle = town().resident("远房叔叔", "1980-01-01");
            assertThat(pickUp(Map.of("childId", duo, "guardianId", uncle.id())).code())
                    .isEqualTo("pick-up-not-listed");
            assertThat(pickUp(Map.of("childId", duo, "personId", grandmother)).code())
                    .isEqualTo("pick-up-not-listed");
            assertThat(pickUp(Map.of("qr", pass.get("qr").asString())).code()).isEqualTo("pass-outside-window");
            told(centre.mother, "PICKUP_REFUSED", 3);
            centre.limit(centre.father, true, false, false);
            assertThat(pickUp(Map.of("childId", duo, "guardianId", centre.father.id()))
                            .code())
                    .isEqualTo("pick-up-not-allowed");
            told(centre.mother, "PICKUP_REFUSED", 4);
            assertThat(centre.row(bookings.get(duo)).get("state").asString()).isEqualTo("ARRIVED");
        }

        void grandmotherFetchesOneAndItIsLate() {
            centre.at("18:11");
            told(centre.mother, "CHILD_LATE", 1);
            centre.at("18:26");
            Town.Answer fetched = pickUp(Map.of("childId", guo, "personId", grandmother));
            assertThat(fetched.status()).isEqualTo(201);
            assertThat(pickUp(Map.of("childId", guo, "personId", grandmother)).code())
                    .isEqualTo("already-left");
            assertThat(centre.row(bookings.get(guo)).get("fetched").asString()).isEqualTo("LISTED");
            told(centre.mother, "CHILD_LEFT", 1);
        }

        /** The tablet's clock is six minutes slow. */
        private final Duration slow = Duration.ofMinutes(-6);

        private final UUID first = UUID.randomUUID();
        private final UUID second = UUID.randomUUID();
        private final UUID forbidden = UUID.randomUUID();

        void theNetworkGoesAndTheTabletLetsTwoPassWithOnePass() {
            JsonNode loaded = town().get(
                            centre.teacher,
                            "/api/station/passes?stationId=" + town().stationId + "&purpose=PICK_UP&day=" + centre.day);
            assertThat(loaded.get("entries")).hasSize(1);
            assertThat(loaded.toString()).doesNotContain("小李", "\"139", ":139", "13933334444");
        }

        void itComesBackWithWhatHappened() {
            centre.at("19:00");
            JsonNode taken = sync();
            assertThat(taken.get("clockWrong").asBoolean()).isFalse();
            assertThat(taken.get("clockAheadSeconds").asLong()).isBetween(-362L, -358L);
            assertThat(code(taken, first)).isEmpty();
            assertThat(code(taken, second)).isEqualTo("pass-used");
            assertThat(code(taken, forbidden)).isEqualTo("pick-up-not-allowed");
            told(centre.mother, "PICKUP_DOUBTFUL", 2);
            told(lead, "PICKUP_DOUBTFUL", 2);

            JsonNode again = sync();
            assertThat(code(again, second)).isEqualTo("pass-used");
            JsonNode row = centre.row(bookings.get(duo));
            assertThat(row.get("state").asString()).isEqualTo("LEFT");
            Instant left = Instant.parse(row.get("leftAt").asString());
            assertThat(left)
                    .isBetween(
                            centre.moment("18:16").minusSeconds(3),
                            centre.moment("18:16").plusSeconds(3));
            assertThat(pickUp(Map.of("qr", pass.get("qr").asString())).code()).isEqualTo("pass-used");
            assertThat(town().get(
                                    lead,
                                    "/api/station/passes/conflicts?stationId=" + town().stationId
                                            + "&purpose=PICK_UP&from=" + centre.moment("12:00") + "&to="
                                            + centre.moment("20:00")))
                    .hasSize(2);
            assertThat(inbox(centre.mother, "PICKUP_DOUBTFUL")).isEqualTo(2);
        }

        private JsonNode sync() {
            Instant now = CLOCK.instant();
            Map<String, Object> journal = Map.of(
                    "stationId",
                    town().stationId,
                    "tabletNow",
                    now.plus(slow),
                    "checkIns",
                    List.of(),
                    "pickUps",
                    List.of(
                            used(
                                    second,
                                    "18:20",
                                    Map.of("passId", pass.get("id").asString())),
                            used(forbidden, "18:25", Map.of("guardianId", centre.father.id())),
                            used(first, "18:16", Map.of("passId", pass.get("id").asString()))));
            return town().post(centre.teacher, "/api/station/care/offline", journal);
        }

        private Map<String, Object> used(UUID id, String at, Map<String, Object> by) {
            Map<String, Object> use = new HashMap<>(by);
            use.put("id", id);
            use.put("childId", duo);
            use.put("at", centre.moment(at).plus(slow));
            return use;
        }

        private String code(JsonNode taken, UUID id) {
            return taken.get("pickUps")
                    .valueStream()
                    .filter(entry -> entry.get("id").asString().equals(id.toString()))
                    .map(entry -> entry.get("code").asString())
                    .findFirst()
                    .orElseThrow();
        }

        void theSheetsTellTheDay() {
            JsonNode children = centre.daySheet().get("children");
            assertThat(children).hasSize(3);
            String month = centre.day.toString().substring(0, 7);
            JsonNode sheet = town().get(centre.mother, "/api/me/family/" + guo + "/care-month?month=" + month);
            assertThat(sheet.get("came").asInt()).isEqualTo(1);
            assertThat(sheet.get("lateFeesFen").asLong()).isEqualTo(1000);
            assertThat(sheet.get("feesFen").asLong()).isEqualTo(CareCentre.FEE);
            JsonNode half = town().get(centre.mother, "/api/me/family/" + an + "/care-month?month=" + month);
            assertThat(half.get("leave").asInt()).isGreaterThanOrEqualTo(1);
            assertThat(half.get("feesFen").asLong()).isEqualTo(CareCentre.FEE / 2);
            assertThat(town().exchange("GET", lead, "/api/me/family/" + guo + "/care-month?month=" + month, null, null)
                            .code())
                    .isEqualTo("person-unknown");
            openedInASpreadsheet(month);
        }

        private void openedInASpreadsheet(String month) {
            List<List<String>> day = opened(
                    centre.teacher, "/api/station/care/day?stationId=" + town().stationId + "&day=" + centre.day);
            assertThat(day.get(0)).startsWith("姓名", "小组", "开始", "结束", "教室").contains("过敏", "接走");
            assertThat(day).hasSize(4);
            List<String> duoRow =
                    day.stream().filter(row -> row.contains("周朵朵")).findFirst().orElseThrow();
            assertThat(duoRow).contains("花生、芒果", "已离开", "临时通行码", "阅读室", "林老师");
            List<List<String>> sheet = opened(centre.mother, "/api/me/family/" + guo + "/care-month?month=" + month);
            List<String> names = sheet.get(0);
            List<String> figures = sheet.get(1);
            assertThat(new BigDecimal(figures.get(names.indexOf("费用(元)")))).isEqualByComparingTo("30");
            assertThat(new BigDecimal(figures.get(names.indexOf("晚接费(元)")))).isEqualByComparingTo("10");
            assertThat(figures.get(names.indexOf("晚接(分钟)"))).isEqualTo("26");
            assertThat(figures.get(names.indexOf("状态"))).isEqualTo("出勤");
        }

        /** The file as a spreadsheet program reads it. */
        private List<List<String>> opened(Town.Person reader, String address) {
            byte[] file = api().get()
                    .uri(address + "&format=xlsx")
                    .headers(headers -> headers.setBearerAuth(reader.token()))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody();
            try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
                return book.getFirstSheet().read().stream()
                        .map(row -> row.stream()
                                .map(cell -> cell == null ? "" : cell.getText())
                                .toList())
                        .toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private Town.Answer pickUp(Map<String, Object> by) {
            Map<String, Object> wanted = new HashMap<>(by);
            wanted.put("stationId", town().stationId);
            return town().exchange(
                            "POST",
                            centre.teacher,
                            "/api/station/care/pick-ups",
                            wanted,
                            UUID.randomUUID().toString());
        }

        private void told(Town.Person reader, String kind, int times) {
            await().atMost(Duration.ofSeconds(30)).until(() -> inbox(reader, kind) >= times);
        }

        private long inbox(Town.Person reader, String kind) {
            return town().get(reader, "/api/me/inbox?size=100")
                    .get("items")
                    .valueStream()
                    .filter(notice -> notice.get("kind").asString().equals(kind))
                    .count();
        }
    }
}
