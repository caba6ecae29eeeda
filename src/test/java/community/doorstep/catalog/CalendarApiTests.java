package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Holidays and make-up days, before and after the slots are made. */
class CalendarApiTests extends ApiTest {

    private static final List<Integer> SCHOOL_DAYS = List.of(1, 2, 3, 4, 5);
    private static final List<String> CLASSES = List.of("陶艺", "书法", "绘画", "合唱", "足球");

    @Autowired
    private CancelledSlots told;

    private final LocalDate wednesday = SlotsInTown.next(3);
    private final LocalDate saturday = SlotsInTown.next(6);

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private String classes(Map<String, ?> more) {
        String service = SlotsInTown.care(town());
        Map<String, Object> schedule = new java.util.HashMap<>(Map.of("weekdays", SCHOOL_DAYS, "activities", CLASSES));
        schedule.putAll(more);
        town().schedule(service, "16:00", "18:00", "15:00", 10, schedule);
        return service;
    }

    private String address(LocalDate day) {
        return "/api/admin/communities/" + town().communityId + "/calendar/" + day;
    }

    @Test
    void aHolidayHasNoSlotsAndAMakeUpDayThoseOfItsWeekday() {
        town().calendar(wednesday, "HOLIDAY", null);
        town().calendar(saturday, "MAKE_UP", 4);

        String service = classes(Map.of());

        assertThat(slots().days(service)).doesNotContain(wednesday).contains(saturday, wednesday.plusDays(7));
        assertThat(slots().on(service, saturday).activity()).isEqualTo("合唱");
    }

    @Test
    void whatDoesNotKeepHolidaysGoesOn() {
        town().calendar(wednesday, "HOLIDAY", null);
        town().calendar(saturday, "MAKE_UP", 4);

        String service = classes(Map.of("keepsHolidays", false));
        String lunch = town().service("MEAL", "长者午餐 " + Town.unique(), "AT_DOOR", null, null);
        town().schedule(lunch, "11:00", "13:00", "10:00", 10);

        assertThat(slots().days(service)).contains(wednesday).doesNotContain(saturday);
        assertThat(slots().days(lunch)).contains(wednesday, saturday);
    }

    @Test
    void aHolidaySetLaterCancelsTheDayAndTellsWhy() {
        String service = classes(Map.of());
        SlotsInTown.Row before = slots().on(service, wednesday);

        JsonNode changed = town().calendar(wednesday, "HOLIDAY", null);

        assertThat(changed.get("cancelled").asInt()).isEqualTo(1);
        assertThat(slots().days(service)).doesNotContain(wednesday);
        assertThat(slots().of(service)).anyMatch(slot -> slot.cancelled() && "放假".equals(slot.because()));
        assertThat(slots().seats(before.id()).closed()).isTrue();
        await().untilAsserted(() -> assertThat(told.of(service)).singleElement().satisfies(event -> {
            assertThat(event.aggregate()).hasToString(before.id());
            assertThat(event.reason()).isEqualTo("放假");
            assertThat(event.version()).isEqualTo(2);
        }));
    }

    @Test
    void aHolidayTakenBackMakesTheSlotsAgain() {
        String service = classes(Map.of());
        String before = slots().on(service, wednesday).id();
        town().calendar(wednesday, "HOLIDAY", null);

        JsonNode changed = town().ordinary(wednesday);

        assertThat(changed.get("made").asInt()).isEqualTo(1);
        assertThat(slots().on(service, wednesday).id()).isNotEqualTo(before);
        assertThat(slots().seats(slots().on(service, wednesday).id()).closed()).isFalse();
    }

    @Test
    void everybodyReadsWhatDoesNotTakePlaceAndWhy() {
        String service = classes(Map.of());
        String address = "/api/services/" + service + "/cancellations";
        town().calendar(wednesday, "HOLIDAY", null);

        JsonNode cancelled = town().get(null, address);
        assertThat(cancelled).hasSize(1);
        assertThat(cancelled.at("/0/day").asString()).isEqualTo(wednesday.toString());
        assertThat(cancelled.at("/0/reason").asString()).isEqualTo("放假");
        assertThat(town().get(null, address + "?from=" + wednesday.plusDays(1))).isEmpty();
        String backwards = address + "?from=" + wednesday + "&to=" + wednesday.minusDays(1);
        assertThat(town().exchange("GET", null, backwards, null, null).code()).isEqualTo("date-range-invalid");

        town().ordinary(wednesday);
        assertThat(town().get(null, address)).isEmpty();
    }

    @Test
    void aMakeUpDayThatIsCorrectedChangesTheClassAndOneTakenBackCancelsIt() {
        String service = classes(Map.of());
        assertThat(town().calendar(saturday, "MAKE_UP", 4).get("made").asInt()).isEqualTo(1);

        town().calendar(saturday, "MAKE_UP", 1);
        assertThat(slots().on(service, saturday).activity()).isEqualTo("陶艺");

        assertThat(town().ordinary(saturday).get("cancelled").asInt()).isEqualTo(1);
        assertThat(slots().days(service)).doesNotContain(saturday);
    }

    @Test
    void whatWasCancelledByHandStaysCancelled() {
        String service = classes(Map.of());
        town().cancel(slots().on(service, wednesday).id(), "老师生病");

        town().calendar(wednesday, "HOLIDAY", null);
        town().ordinary(wednesday);

        assertThat(slots().days(service)).doesNotContain(wednesday);
    }

    @Test
    void aTermIsMadeWhole() {
        LocalDate last = SlotsInTown.today().plusDays(120);

        String service = classes(Map.of("daysAhead", 130, "lastDay", last.toString()));

        assertThat(slots().days(service)).hasSizeBetween(85, 87).allMatch(day -> !day.isAfter(last));
    }

    @Test
    void everybodyReadsTheCalendar() {
        town().calendar(wednesday, "HOLIDAY", null);
        town().calendar(saturday, "MAKE_UP", 4);
        String address = "/api/communities/" + town().communityId + "/calendar";

        JsonNode days = town().get(null, address);

        assertThat(days.valueStream().map(day -> day.get("day").asString()))
                .containsExactlyInAnyOrder(wednesday.toString(), saturday.toString());
        String one = address + "?from=" + saturday + "&to=" + saturday;
        assertThat(town().get(null, one).at("/0/follows").asInt()).isEqualTo(4);
        String backwards = address + "?from=" + saturday + "&to=" + saturday.minusDays(1);
        assertThat(town().exchange("GET", null, backwards, null, null).code()).isEqualTo("date-range-invalid");
    }

    @Test
    void refusesWhatIsNoCalendarDay() {
        Map<String, Object> holiday = Map.of("kind", "HOLIDAY", "name", "国庆");

        assertThat(put(wednesday, Map.of("kind", "MAKE_UP", "name", "补课")).code())
                .isEqualTo("calendar-day-invalid");
        assertThat(put(wednesday, Map.of("kind", "HOLIDAY", "follows", 1, "name", "国庆"))
                        .code())
                .isEqualTo("calendar-day-invalid");
        assertThat(put(wednesday, Map.of("kind", "MAKE_UP", "follows", 8, "name", "补课"))
                        .code())
                .isEqualTo("invalid-fields");
        assertThat(put(SlotsInTown.today().minusDays(1), holiday).code()).isEqualTo("calendar-day-out-of-range");
        assertThat(put(SlotsInTown.today().plusYears(9), holiday).code()).isEqualTo("calendar-day-out-of-range");
        assertThat(town().exchange("DELETE", town().admin, address(wednesday), null, null)
                        .code())
                .isEqualTo("calendar-day-unknown");
        assertThat(town().exchange("PUT", town().admin, address(wednesday) + "x", holiday, null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anotherCommunitysAdminFindsNoSuchCommunity() {
        Town elsewhere = new Town(api(), WECHAT);
        Map<String, Object> holiday = Map.of("kind", "HOLIDAY", "name", "国庆");

        Town.Answer refused = elsewhere.exchange("PUT", elsewhere.admin, address(wednesday), holiday, null);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("community-unknown");
        assertThat(town().exchange("PUT", town().staff("孙丽", "FINANCE"), address(wednesday), holiday, null)
                        .status())
                .isEqualTo(403);
        assertThat(town().get(null, "/api/communities/" + town().communityId + "/calendar"))
                .isEmpty();
    }

    private Town.Answer put(LocalDate day, Map<String, ?> wanted) {
        return town().exchange("PUT", town().admin, address(day), wanted, null);
    }
}
