package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A room and a teacher are in one place at a time. */
class RoomsAndTeachersApiTests extends ApiTest {

    @Autowired
    private SlotMaker maker;

    private String clay;
    private String calligraphy;
    private String room;

    @BeforeEach
    void twoClassesAndARoom() {
        clay = SlotsInTown.care(town());
        calligraphy = SlotsInTown.care(town());
        room = town().room("手工室", 20);
    }

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private Town.Answer schedule(String service, String starts, String ends, Map<String, ?> more) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("serviceId", service);
        wanted.put("weekdays", List.of(1, 2, 3, 4, 5, 6, 7));
        wanted.put("starts", starts);
        wanted.put("ends", ends);
        wanted.put("cutOff", starts);
        wanted.put("capacity", 10);
        wanted.put("activities", List.of("课"));
        wanted.put("firstDay", SlotsInTown.today().toString());
        wanted.putAll(more);
        return town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/schedules",
                        wanted,
                        UUID.randomUUID().toString());
    }

    @Test
    void aRoomThatIsTakenIsRefusedWithTheSlotThatHasItAndNothingIsDone() {
        assertThat(schedule(clay, "16:00", "18:00", Map.of("roomId", room)).status())
                .isEqualTo(201);

        Town.Answer refused = schedule(calligraphy, "17:59", "19:00", Map.of("roomId", room));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("room-taken");
        assertThat(slots().of(clay))
                .anyMatch(slot -> slot.id().equals(refused.body().get("slotId").asString()));
        assertThat(refused.body().get("startsAt").asString()).isNotBlank();
        assertThat(slots().of(calligraphy)).isEmpty();
        assertThat(schedule(calligraphy, "18:00", "19:00", Map.of("roomId", room))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aTeacherIsNotInTwoRooms() {
        String lin = town().staff("林静", "TEACHER").id();
        String other = town().room("画室", 20);
        assertThat(schedule(clay, "16:00", "18:00", Map.of("roomId", room, "teacherId", lin))
                        .status())
                .isEqualTo(201);

        Town.Answer refused = schedule(calligraphy, "16:00", "18:00", Map.of("roomId", other, "teacherId", lin));

        assertThat(refused.code()).isEqualTo("teacher-taken");
        String mei = town().staff("梅老师", "TEACHER").id();
        assertThat(schedule(calligraphy, "16:00", "18:00", Map.of("roomId", other, "teacherId", mei))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoIsNoTeacherHereTeachesNothing() {
        Town elsewhere = new Town(api(), WECHAT);
        String stranger = elsewhere.staff("外来老师", "TEACHER").id();
        String operator = town().staff("陈燕", "OPERATOR").id();

        for (String nobody : List.of(stranger, operator, UUID.randomUUID().toString())) {
            Town.Answer refused = schedule(clay, "16:00", "18:00", Map.of("teacherId", nobody));
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("teacher-unknown");
        }
        assertThat(slots().of(clay)).isEmpty();
    }

    @Test
    void aTermThatBeginsLaterIsAlsoAnObstacle() {
        String later = SlotsInTown.today().plusDays(60).toString();
        schedule(clay, "16:00", "18:00", Map.of("roomId", room, "firstDay", later));

        Town.Answer refused = schedule(calligraphy, "16:00", "17:00", Map.of("roomId", room));

        assertThat(refused.code()).isEqualTo("room-taken");
        assertThat(refused.body().get("day").asString()).isEqualTo(later);
        String before = SlotsInTown.today().plusDays(59).toString();
        assertThat(schedule(calligraphy, "16:00", "17:00", Map.of("roomId", room, "lastDay", before))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void ofAdminsWhoScheduleOneRoomAtOnceOneWins() {
        List<CompletableFuture<Town.Answer>> answers = new ArrayList<>();
        List<String> services =
                IntStream.range(0, 6).mapToObj(n -> SlotsInTown.care(town())).toList();

        for (String service : services) {
            answers.add(
                    CompletableFuture.supplyAsync(() -> schedule(service, "09:00", "11:00", Map.of("roomId", room))));
        }

        assertThat(answers.stream().map(CompletableFuture::join).map(Town.Answer::status))
                .containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        assertThat(services.stream().filter(service -> !slots().of(service).isEmpty()))
                .hasSize(1);
    }

    @Test
    void theMakerLeavesOutWhatCollidesAndMakesTheRest() {
        schedule(clay, "09:00", "11:00", Map.of("roomId", room));
        schedule(calligraphy, "14:00", "16:00", Map.of("roomId", room));
        var day = SlotsInTown.today().plusDays(16);
        String last = slots().of(clay).get(14).id();
        town().move(last, SlotsInTown.at(day, "14:30"), SlotsInTown.at(day, "15:30"));

        CLOCK.advance(java.time.Duration.ofDays(3));
        maker.makeAhead().block(java.time.Duration.ofSeconds(20));

        assertThat(slots().days(calligraphy)).doesNotContain(day).contains(day.minusDays(1), day.plusDays(1));
        assertThat(slots().days(clay)).contains(day.minusDays(1), day.plusDays(1));
    }
}
