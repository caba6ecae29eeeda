package community.doorstep.stationrules;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.catalog.CalendarDay;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** When a station is open, by its hours and the calendar. */
class StationRulesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 3, 7);
    private static final Set<Integer> WORKDAYS = Set.of(1, 2, 3, 4, 5);

    private static final Opening BY_DAY = new Opening(WORKDAYS, LocalTime.of(8, 0), LocalTime.of(18, 0));
    private static final Opening OVER_NIGHT = new Opening(WORKDAYS, LocalTime.of(18, 0), LocalTime.of(2, 0));

    @Test
    void hoursEndAsTheyBeginAndGoOnOverMidnight() {
        assertThat(open(MONDAY, "07:59", BY_DAY)).isFalse();
        assertThat(open(MONDAY, "08:00", BY_DAY)).isTrue();
        assertThat(open(MONDAY, "18:00", BY_DAY)).isFalse();
        assertThat(open(MONDAY, "01:00", OVER_NIGHT)).isFalse();
        assertThat(open(SATURDAY, "01:00", OVER_NIGHT)).isTrue();
        assertThat(open(SATURDAY, "02:00", OVER_NIGHT)).isFalse();
        assertThat(open(SATURDAY, "18:00", OVER_NIGHT)).isFalse();
    }

    @Test
    void aHolidayIsClosedUnlessTheStationIsOpenOnHolidays() {
        CalendarDay holiday = new CalendarDay(MONDAY, CalendarDay.Kind.HOLIDAY, null, "清明");

        assertThat(open(MONDAY, "12:00", BY_DAY, holiday)).isFalse();
        assertThat(rules(true, BY_DAY).isOpen(MONDAY.atTime(12, 0), marked(holiday)))
                .isTrue();
        assertThat(open(MONDAY.plusDays(1), "12:00", BY_DAY, holiday)).isTrue();
        assertThat(rules(false).isOpen(MONDAY.atTime(12, 0), marked(holiday)))
                .as("no hours: always")
                .isTrue();
    }

    @Test
    void theNightBeforeAHolidayGoesOnAndThatAfterItDoesNot() {
        LocalDate tuesday = MONDAY.plusDays(1);
        CalendarDay holiday = new CalendarDay(tuesday, CalendarDay.Kind.HOLIDAY, null, "清明");

        assertThat(open(tuesday, "01:00", OVER_NIGHT, holiday)).isTrue();
        assertThat(open(tuesday, "20:00", OVER_NIGHT, holiday)).isFalse();
        assertThat(open(tuesday.plusDays(1), "01:00", OVER_NIGHT, holiday)).isFalse();
    }

    @Test
    void aMakeUpDayHasTheHoursOfTheWeekdayThatItFollows() {
        Opening fridays = new Opening(Set.of(5), LocalTime.of(8, 0), LocalTime.of(12, 0));
        CalendarDay asFriday = new CalendarDay(SATURDAY, CalendarDay.Kind.MAKE_UP, 5, "补班");

        assertThat(open(SATURDAY, "09:00", fridays)).isFalse();
        assertThat(open(SATURDAY, "09:00", fridays, asFriday)).isTrue();
        assertThat(rules(true, fridays).isOpen(SATURDAY.atTime(9, 0), marked(asFriday)))
                .isTrue();
        CalendarDay asThursday = new CalendarDay(SATURDAY, CalendarDay.Kind.MAKE_UP, 4, "补班");
        assertThat(open(SATURDAY, "09:00", fridays, asThursday)).isFalse();
    }

    @Test
    void rulesThatSayNothingOfHolidaysKeepThem() {
        JsonMapper json = JsonMapper.builder().build();
        String before = json.writeValueAsString(rules(true, BY_DAY)).replace("\"openOnHolidays\":true,", "");

        assertThat(json.readValue(before, StationRules.class)).isEqualTo(rules(false, BY_DAY));
    }

    private static boolean open(LocalDate day, String time, Opening hours, CalendarDay... marked) {
        LocalDateTime moment = day.atTime(LocalTime.parse(time));
        return rules(false, hours).isOpen(moment, marked(marked));
    }

    private static StationRules rules(boolean openOnHolidays, Opening... hours) {
        return new StationRules(
                DispatchMode.BROADCAST,
                1,
                true,
                20,
                10,
                Ladder.USUAL,
                List.of(hours),
                openOnHolidays,
                null,
                null,
                0,
                0);
    }

    private static Map<LocalDate, CalendarDay> marked(CalendarDay... days) {
        return Stream.of(days).collect(Collectors.toMap(CalendarDay::day, day -> day));
    }
}
