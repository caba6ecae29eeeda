package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Slots moved and cancelled by hand. */
class SlotChangeApiTests extends ApiTest {

    @Autowired
    private CancelledSlots told;

    @Autowired
    private SlotMaker maker;

    private final LocalDate day = SlotsInTown.today().plusDays(5);
    private final Instant newStart = SlotsInTown.at(day.plusDays(1), "10:30");
    private String service;
    private String room;
    private SlotsInTown.Row slot;

    @BeforeEach
    void aClassOnEveryDay() {
        service = SlotsInTown.care(town());
        town().rules(service, Map.of("opening", Map.of("daysBefore", 2, "at", "08:00")));
        room = town().room("手工室", 12);
        town().schedule(service, "16:00", "18:00", "15:00", 10, Map.of("roomId", room));
        slot = slots().on(service, day);
    }

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private Town.Answer post(Town.Person by, String what, Map<String, ?> body) {
        String address = "/api/admin/slots/" + slot.id() + "/" + what;
        return town().exchange("POST", by, address, body, null);
    }

    private Town.Answer move(Map<String, ?> body) {
        return post(town().admin, "move", body);
    }

    private Map<String, Object> at(Instant start, Duration length) {
        return Map.of("startsAt", start, "endsAt", start.plus(length));
    }

    @Test
    void openingAndCutOffMoveAlong() {
        JsonNode moved = town().move(slot.id(), newStart, newStart.plus(Duration.ofHours(3)));

        assertThat(moved.get("day").asString()).isEqualTo(day.plusDays(1).toString());
        SlotsInTown.SeatRow seats = slots().seats(slot.id());
        Duration shift = Duration.between(slot.startsAt(), newStart);
        assertThat(seats.day()).isEqualTo(day.plusDays(1));
        assertThat(seats.startsAt()).isEqualTo(newStart);
        assertThat(seats.endsAt()).isEqualTo(newStart.plus(Duration.ofHours(3)));
        assertThat(seats.cutOffAt()).isEqualTo(SlotsInTown.at(day, "15:00").plus(shift));
        assertThat(seats.opensAt())
                .isEqualTo(SlotsInTown.at(day.minusDays(2), "08:00").plus(shift));
    }

    @Test
    void theDayThatItLeftIsNotFilledAgain() {
        town().move(slot.id(), newStart, newStart.plus(Duration.ofHours(1)));

        maker.makeAhead().block(Duration.ofSeconds(20));

        assertThat(slots().days(service)).doesNotContain(day).contains(day.plusDays(1));
    }

    @Test
    void aRoomIsGivenAtTheTimeThatIsAskedAbout() {
        String other = town().room("画室", 10);
        Town.Answer taken = move(at(SlotsInTown.at(day.plusDays(1), "15:30"), Duration.ofHours(1)));

        assertThat(taken.code()).isEqualTo("room-taken");
        assertThat(taken.body().get("slotId").asString())
                .isEqualTo(slots().on(service, day.plusDays(1)).id());
        assertThat(slots().seats(slot.id()).startsAt()).isEqualTo(slot.startsAt());

        Instant start = SlotsInTown.at(day.plusDays(1), "15:30");
        assertThat(move(Map.of("startsAt", start, "endsAt", start.plusSeconds(3600), "roomId", other))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void roomsAndTeachersMustFit() {
        Instant end = newStart.plusSeconds(3600);

        assertThat(move(Map.of("startsAt", newStart, "endsAt", end, "roomId", UUID.randomUUID()))
                        .code())
                .isEqualTo("room-unknown");
        assertThat(move(Map.of("startsAt", newStart, "endsAt", end, "roomId", town().room("小间", 9)))
                        .code())
                .isEqualTo("room-too-small");
        assertThat(move(Map.of(
                                "startsAt",
                                newStart,
                                "endsAt",
                                end,
                                "teacherId",
                                town().admin.id()))
                        .code())
                .isEqualTo("teacher-unknown");
        assertThat(slots().seats(slot.id()).startsAt()).isEqualTo(slot.startsAt());
    }

    @Test
    void refusesTimesThatCannotBe() {
        assertThat(move(at(newStart, Duration.ZERO)).code()).isEqualTo("time-range-invalid");
        assertThat(move(at(newStart, Duration.ofHours(25))).code()).isEqualTo("time-range-invalid");
        assertThat(move(at(Instant.now().minusSeconds(60), Duration.ofHours(1))).code())
                .isEqualTo("time-range-invalid");
        assertThat(move(at(Instant.now().plus(Duration.ofDays(500)), Duration.ofHours(1)))
                        .code())
                .isEqualTo("time-range-invalid");
        assertThat(move(Map.of("startsAt", newStart)).code()).isEqualTo("invalid-fields");

        CLOCK.set(slot.startsAt());
        assertThat(move(at(newStart, Duration.ofHours(1))).code()).isEqualTo("slot-begun");
    }

    @Test
    void aCancelledSlotIsToldOfOnceAndStaysSo() {
        town().cancel(slot.id(), "停电");
        town().cancel(slot.id(), "又停电");

        assertThat(slots().seats(slot.id()).closed()).isTrue();
        assertThat(slots().of(service))
                .anyMatch(row -> row.cancelled() && row.because().equals("停电"));
        await().untilAsserted(() -> assertThat(told.of(service)).singleElement().satisfies(event -> {
            assertThat(event.aggregate()).hasToString(slot.id());
            assertThat(event.reason()).isEqualTo("停电");
            assertThat(event.community()).hasToString(town().communityId);
        }));
        assertThat(move(at(newStart, Duration.ofHours(1))).code()).isEqualTo("slot-cancelled");
        maker.makeAhead().block(Duration.ofSeconds(20));
        assertThat(slots().days(service)).doesNotContain(day);
    }

    @Test
    void theRoomOfACancelledSlotIsFree() {
        town().cancel(slot.id(), "停电");
        String other = SlotsInTown.care(town());

        town().schedule(
                        other,
                        "16:00",
                        "18:00",
                        "15:00",
                        10,
                        Map.of("roomId", room, "firstDay", day.toString(), "lastDay", day.toString()));

        assertThat(slots().days(other)).containsExactly(day);
    }

    @Test
    void whatIsOverIsNotCancelled() {
        CLOCK.set(slot.startsAt().plus(Duration.ofHours(2)));

        assertThat(post(town().admin, "cancellation", Map.of("reason", "停电")).code())
                .isEqualTo("slot-over");
        assertThat(post(town().admin, "cancellation", Map.of("reason", " ")).code())
                .isEqualTo("invalid-fields");
        assertThat(told.of(service)).isEmpty();
    }

    @Test
    void closingOnlyStopsBookings() {
        assertThat(post(town().admin, "closure", null).status()).isEqualTo(204);
        assertThat(post(town().admin, "closure", null).status()).isEqualTo(204);

        assertThat(slots().seats(slot.id()).closed()).isTrue();
        assertThat(slots().days(service)).contains(day);
        assertThat(told.of(service)).isEmpty();
    }

    @Test
    void anotherCommunitysSlotIsUnknown() {
        Town elsewhere = new Town(api(), WECHAT);
        Town.Person finance = town().staff("孙丽", "FINANCE");

        for (String what : new String[] {"move", "cancellation", "closure"}) {
            Map<String, ?> body = what.equals("move") ? at(newStart, Duration.ofHours(1)) : Map.of("reason", "停电");
            Town.Answer refused = post(elsewhere.admin, what, what.equals("closure") ? null : body);
            assertThat(refused.status()).as(what).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("slot-unknown");
            assertThat(post(finance, what, what.equals("closure") ? null : body).status())
                    .isEqualTo(403);
        }
        assertThat(slots().seats(slot.id()).closed()).isFalse();
        assertThat(slots().days(service)).contains(day);
    }
}
