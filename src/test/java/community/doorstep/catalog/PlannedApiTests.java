package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Schedules and rooms can be read, and a schedule gets a last day. */
class PlannedApiTests extends ApiTest {

    private static final String REASON = "暑期改在文化中心";

    @Autowired
    private SlotMaker maker;

    private final LocalDate today = SlotsInTown.today();
    private String care;
    private String room;
    private String schedule;

    @BeforeEach
    void careEveryDay() {
        care = SlotsInTown.care(town());
        room = town().room("手工室", 20);
        schedule = town().schedule(
                        care, "00:00", "23:59", "23:59", 3, Map.of("roomId", room, "daysAhead", 7, "firstDay", today));
    }

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private Town.Answer end(Town.Person by, String which, LocalDate lastDay, boolean preview) {
        Map<String, Object> wanted = Map.of("lastDay", lastDay.toString(), "reason", REASON);
        String address = "/api/admin/schedules/" + which + "/end" + (preview ? "?preview=true" : "");
        return town().exchange("POST", by, address, wanted, null);
    }

    @Test
    void schedulesAndRoomsAreListedForTheirAdminOnly() {
        JsonNode only = schedules().get(0);
        assertThat(schedules()).hasSize(1);
        assertThat(only.get("id").asString()).isEqualTo(schedule);
        assertThat(only.get("weekdays").valueStream().map(JsonNode::asInt)).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(only.get("starts").asString()).startsWith("00:00");
        assertThat(only.get("firstDay").asString()).isEqualTo(today.toString());
        assertThat(only.at("/room/name").asString()).isEqualTo("手工室");
        assertThat(only.get("daysAhead").asInt()).isEqualTo(7);
        assertThat(only.has("lastDay")).isFalse();
        JsonNode rooms = town().get(town().admin, "/api/admin/rooms?communityId=" + town().communityId);
        assertThat(rooms.valueStream().map(one -> one.get("id").asString())).containsExactly(room);

        Town elsewhere = new Town(api(), WECHAT);
        assertThat(town().exchange("GET", elsewhere.admin, "/api/admin/services/" + care + "/schedules", null, null)
                        .code())
                .isEqualTo("service-unknown");
        assertThat(town().exchange(
                                "GET",
                                elsewhere.admin,
                                "/api/admin/rooms?communityId=" + town().communityId,
                                null,
                                null)
                        .status())
                .isEqualTo(403);
        assertThat(end(elsewhere.admin, schedule, today, false).code()).isEqualTo("schedule-unknown");
    }

    @Test
    void whatComesAfterTheLastDayIsCancelledWithItsBookingsAndNeverMadeAgain() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        String booking = booked(mother, today.plusDays(3));

        Town.Answer told = end(town().admin, schedule, today.plusDays(2), true);
        assertThat(told.body().get("slots").asInt()).isEqualTo(5);
        assertThat(told.body().get("bookings").asInt()).isEqualTo(1);
        assertThat(slots().days(care)).hasSize(8);
        Town.Answer ended = end(town().admin, schedule, today.plusDays(2), false);

        assertThat(ended.body().get("slots").asInt()).isEqualTo(5);
        assertThat(slots().days(care)).containsExactly(today, today.plusDays(1), today.plusDays(2));
        await().until(() -> town().get(mother, "/api/bookings/" + booking)
                .get("state")
                .asString()
                .equals("CANCELLED"));
        maker.makeAhead().block();
        assertThat(slots().days(care)).hasSize(3);
        assertThat(schedules().get(0).get("lastDay").asString())
                .isEqualTo(today.plusDays(2).toString());
        assertThat(end(town().admin, schedule, today.plusDays(2), false)
                        .body()
                        .get("slots")
                        .asInt())
                .as("said twice")
                .isZero();
    }

    @Test
    void anEndIsNotPutOffAndNothingIsUndoneThatHasBeen() {
        end(town().admin, schedule, today.plusDays(2), false);

        Town.Answer later = end(town().admin, schedule, today.plusDays(3), false);
        assertThat(later.status()).isEqualTo(409);
        assertThat(later.code()).isEqualTo("schedule-ended");
        assertThat(later.body().get("lastDay").asString())
                .isEqualTo(today.plusDays(2).toString());
        assertThat(end(town().admin, schedule, today.minusDays(2), false).code())
                .isEqualTo("schedule-invalid");
        assertThat(end(town().admin, schedule, today.minusDays(1), false).status())
                .isEqualTo(200);
        assertThat(slots().days(care)).isEmpty();
    }

    private JsonNode schedules() {
        return town().get(town().admin, "/api/admin/services/" + care + "/schedules");
    }

    private String booked(Town.Person mother, LocalDate day) {
        town().publishPrices(Map.of(care, 0L));
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("slotId", slots().on(care, day).id());
        wanted.put("beneficiaryId", child);
        Map<String, Object> asked = new HashMap<>(wanted);
        asked.put("serviceId", care);
        wanted.put(
                "quote", town().post(mother, "/api/quotes", asked).get("token").asString());
        return town().made(mother, "/api/bookings", wanted);
    }
}
