package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A schedule gets other times, another capacity, room or teacher from a day on, and a room other seats. */
class RevisionApiTests extends ApiTest {

    @Autowired
    private SlotMaker maker;

    private final LocalDate today = SlotsInTown.today();
    private final LocalDate from = today.plusDays(3);
    private String care;
    private String room;
    private String schedule;

    @BeforeEach
    void careEveryDay() {
        care = SlotsInTown.care(town());
        room = town().room("手工室", 20);
        town().publishPrices(Map.of(care, 0L));
        schedule = town().schedule(
                        care, "16:00", "18:00", "15:00", 2, Map.of("roomId", room, "daysAhead", 7, "firstDay", today));
    }

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private Map<String, Object> revision(String starts, String ends, int capacity) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("from", from.toString());
        wanted.put("starts", starts);
        wanted.put("ends", ends);
        wanted.put("cutOff", "15:00");
        wanted.put("capacity", capacity);
        wanted.put("roomId", room);
        return wanted;
    }

    private Town.Answer revise(Map<String, ?> wanted, long version, boolean preview) {
        return revise(town().admin, wanted, version, preview, UUID.randomUUID().toString());
    }

    private Town.Answer revise(Town.Person by, Map<String, ?> wanted, long version, boolean preview, String key) {
        String address = "/api/admin/schedules/" + schedule + "/revision" + (preview ? "?preview=true" : "");
        Map<String, String> headers = Map.of("If-Match", "\"" + version + "\"", "Idempotency-Key", key);
        return town().answered("POST", by, address, wanted, headers);
    }

    private Town.Answer room(Map<String, ?> wanted, String match) {
        return town().answered("PUT", town().admin, "/api/admin/rooms/" + room, wanted, Map.of("If-Match", match));
    }

    private JsonNode schedules() {
        return town().get(town().admin, "/api/admin/services/" + care + "/schedules");
    }

    private String booked(Town.Person mother, String child, LocalDate day) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("slotId", slots().on(care, day).id());
        wanted.put("beneficiaryId", child);
        Map<String, Object> asked = new HashMap<>(wanted);
        asked.put("serviceId", care);
        wanted.put(
                "quote", town().post(mother, "/api/quotes", asked).get("token").asString());
        return town().made(mother, "/api/bookings", wanted);
    }

    private Town.Person mother() {
        return town().resident("林小红", "1990-05-01");
    }

    private String childOf(Town.Person mother, String name) {
        return town().family(mother, name, "2018-09-09", "CHILD");
    }

    @Test
    void whatComesBeforeStaysAndWhatIsBookedMovesAndIsTold() {
        Town.Person mother = mother();
        String child = childOf(mother, "周朵朵");
        String before = booked(mother, child, from.minusDays(1));
        String after = booked(mother, child, from);

        Town.Answer told = revise(revision("17:00", "19:00", 5), 1, true);
        assertThat(told.body().get("slots").asInt()).isEqualTo(5);
        assertThat(told.body().get("bookings").asInt()).isEqualTo(1);
        assertThat(schedules()).hasSize(1);
        assertThat(slots().on(care, from).startsAt()).isEqualTo(SlotsInTown.at(from, "16:00"));

        Town.Answer revised = revise(revision("17:00", "19:00", 5), 1, false);

        String next = revised.body().get("scheduleId").asString();
        assertThat(schedules()).hasSize(2);
        assertThat(schedules().get(0).get("id").asString()).isEqualTo(next);
        assertThat(schedules().get(0).get("firstDay").asString()).isEqualTo(from.toString());
        assertThat(schedules().get(1).get("lastDay").asString())
                .isEqualTo(from.minusDays(1).toString());
        assertThat(slots().days(care)).hasSize(8);
        SlotsInTown.SeatRow seats = slots().seats(slots().on(care, from).id());
        assertThat(seats.startsAt()).isEqualTo(SlotsInTown.at(from, "17:00"));
        assertThat(seats.endsAt()).isEqualTo(SlotsInTown.at(from, "19:00"));
        assertThat(start(mother, after)).isEqualTo(SlotsInTown.at(from, "17:00"));
        assertThat(start(mother, before)).isEqualTo(SlotsInTown.at(from.minusDays(1), "16:00"));
        await().until(() -> town().get(mother, "/api/me/inbox").toString().contains("17:00"));
        maker.makeAhead().block();
        assertThat(slots().days(care)).as("made once").hasSize(8);
        assertThat(left(from)).isEqualTo(4);
        assertThat(left(from.minusDays(1))).isEqualTo(1);
    }

    private Instant start(Town.Person mother, String booking) {
        return OffsetDateTime.parse(town().get(mother, "/api/bookings/" + booking)
                        .get("startsAt")
                        .asString())
                .toInstant();
    }

    private int left(LocalDate day) {
        return town().get(null, "/api/services/" + care + "/slots?from=" + day + "&to=" + day)
                .get(0)
                .get("seatsLeft")
                .asInt();
    }

    @Test
    void aRepetitionChangesNothingAndAnOlderVersionIsRefused() {
        String key = UUID.randomUUID().toString();
        Town.Answer first = revise(town().admin, revision("17:00", "19:00", 5), 1, false, key);
        Town.Answer again = revise(town().admin, revision("17:00", "19:00", 5), 1, false, key);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(schedules()).hasSize(2);
        Town.Answer late = revise(revision("17:30", "19:00", 5), 1, false);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("version-changed");
        assertThat(revise(revision("17:30", "19:00", 5), 2, false).code()).isEqualTo("schedule-ended");
    }

    @Test
    void aScheduleThatHasNotBegunIsChangedAsItStands() {
        schedule = town().schedule(
                        care, "09:00", "10:00", "09:00", 2, Map.of("daysAhead", 7, "firstDay", from.plusDays(1)));

        Town.Answer revised = revise(revision("19:00", "20:00", 4), 1, false);

        assertThat(revised.body().get("scheduleId").asString()).isEqualTo(schedule);
        assertThat(schedules()).hasSize(2);
        assertThat(schedules().get(0).at("/room/name").asString()).isEqualTo("手工室");
    }

    @Test
    void whatWasSetByHandStays() {
        String moved = slots().on(care, from).id();
        Instant start = SlotsInTown.at(from, "10:30");
        town().move(moved, start, start.plusSeconds(3600));
        String called = slots().on(care, from.plusDays(1)).id();
        town().cancel(called, "停电");

        revise(revision("17:00", "19:00", 5), 1, false);

        assertThat(slots().seats(moved).startsAt()).isEqualTo(start);
        assertThat(left(from)).as("capacity is nobody's hand").isEqualTo(5);
        maker.makeAhead().block();
        assertThat(slots().days(care)).doesNotContain(from.plusDays(1));
    }

    @Test
    void thereAreNeverFewerSeatsThanAreBooked() {
        Town.Person mother = mother();
        booked(mother, childOf(mother, "周朵朵"), from);
        booked(mother, childOf(mother, "周多多"), from);

        Town.Answer refused = revise(revision("16:00", "18:00", 1), 1, false);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("seats-taken");
        assertThat(refused.body().get("day").asString()).isEqualTo(from.toString());
        assertThat(refused.body().get("taken").asInt()).isEqualTo(2);
        assertThat(schedules()).hasSize(1);
    }

    @Test
    void moreSeatsGoToThoseWhoWait() {
        Town.Person mother = mother();
        booked(mother, childOf(mother, "周朵朵"), from);
        booked(mother, childOf(mother, "周多多"), from);
        Town.Person father = town().resident("王强", "1988-02-03");
        String slot = slots().on(care, from).id();
        String entry = town().made(
                        father, "/api/slots/" + slot + "/waitlist", Map.of("beneficiaryId", childOf(father, "王小明")));

        revise(revision("16:00", "18:00", 4), 1, false);

        assertThat(town().get(father, "/api/waitlist/" + entry).get("state").asString())
                .isEqualTo("OFFERED");
        assertThat(left(from)).isEqualTo(1);
    }

    @Test
    void roomsAndTeachersMustBeFreeAndFit() {
        String other = SlotsInTown.care(town());
        town().schedule(
                        other,
                        "18:30",
                        "20:00",
                        "18:00",
                        5,
                        Map.of("roomId", room, "firstDay", from.plusDays(20), "daysAhead", 7));
        assertThat(revise(revision("17:00", "19:00", 5), 1, true).code()).isEqualTo("room-taken");
        assertThat(revise(revision("17:00", "18:30", 5), 1, true).status()).isEqualTo(200);
        assertThat(revise(revision("17:00", "18:30", 21), 1, true).code()).isEqualTo("room-too-small");

        Map<String, Object> taught = revision("17:00", "18:00", 5);
        taught.put("teacherId", town().admin.id());
        assertThat(revise(taught, 1, true).code()).isEqualTo("teacher-unknown");
        taught.put("teacherId", town().staff("罗老师", "TEACHER").id());
        taught.put("roomId", null);
        assertThat(revise(taught, 1, false).status()).isEqualTo(200);
        assertThat(schedules().get(0).has("room")).isFalse();
        assertThat(schedules().get(0).has("teacherId")).isTrue();
        assertThat(schedules().get(1).at("/room/name").asString()).isEqualTo("手工室");
    }

    @Test
    void refusesDaysAndTimesThatCannotBe() {
        Map<String, Object> past = revision("17:00", "19:00", 5);
        past.put("from", today.toString());
        assertThat(revise(past, 1, false).code()).isEqualTo("revision-day-invalid");
        past.put("from", today.plusDays(401).toString());
        assertThat(revise(past, 1, false).code()).isEqualTo("revision-day-invalid");
        assertThat(revise(revision("19:00", "17:00", 5), 1, false).code()).isEqualTo("schedule-invalid");
        assertThat(revise(revision("17:00", "19:00", 0), 1, false).code()).isEqualTo("invalid-fields");
        String address = "/api/admin/schedules/" + schedule + "/revision";
        assertThat(town().exchange("POST", town().admin, address, revision("17:00", "19:00", 5), null)
                        .code())
                .isEqualTo("if-match-missing");
    }

    @Test
    void anotherCommunitysPlansAreUnknown() {
        Town elsewhere = new Town(api(), WECHAT);

        assertThat(revise(
                                elsewhere.admin,
                                revision("17:00", "19:00", 5),
                                1,
                                false,
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("schedule-unknown");
        assertThat(town().answered(
                                "PUT",
                                elsewhere.admin,
                                "/api/admin/rooms/" + room,
                                Map.of("name", "画室", "seats", 9),
                                Map.of("If-Match", "\"1\""))
                        .code())
                .isEqualTo("room-unknown");
        assertThat(schedules()).hasSize(1);
    }

    @Test
    void aRoomGetsAnotherNameAndSeatsButNeverFewerThanArePlanned() {
        Town.Answer changed = room(Map.of("name", "大手工室", "seats", 30), "\"1\"");

        assertThat(changed.body().get("name").asString()).isEqualTo("大手工室");
        assertThat(schedules().get(0).at("/room/name").asString()).isEqualTo("大手工室");
        assertThat(room(Map.of("name", "小手工室", "seats", 30), "\"1\"").code()).isEqualTo("version-changed");
        Town.Answer small = room(Map.of("name", "大手工室", "seats", 1), "\"2\"");
        assertThat(small.code()).isEqualTo("room-needed");
        assertThat(small.body().get("needed").asInt()).isEqualTo(2);
        town().room("画室", 9);
        assertThat(room(Map.of("name", "画室", "seats", 30), "\"2\"").code()).isEqualTo("name-taken");
        assertThat(town().get(town().admin, "/api/admin/audit-entries?action=room-changed&subjectId=" + room)
                        .get("items"))
                .hasSize(1);
    }
}
