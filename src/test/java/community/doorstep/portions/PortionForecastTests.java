package community.doorstep.portions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PortionForecastTests {

    private static final LocalDate FIRST = LocalDate.of(2025, 3, 3);
    private static final int YEAR = 365;
    private static final int HELD_OUT = 84;

    /** A year of a canteen: weekdays differ, the number of guests grows and wavers, every day has its own luck. */
    private static SortedMap<LocalDate, Integer> aYear(long seed) {
        Random random = new Random(seed);
        double[] weekday = {1.1, 1.0, 1.05, 0.95, 1.15, 0.6, 0.45};
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        double guests = 60 + random.nextInt(60);
        for (int i = 0; i < YEAR; i++) {
            LocalDate day = FIRST.plusDays(i);
            guests *= 1 + 0.004 * random.nextGaussian() + 0.0005;
            double expected = guests * weekday[day.getDayOfWeek().getValue() - 1];
            days.put(day, (int) Math.max(0, Math.round(expected * (1 + 0.12 * random.nextGaussian()))));
        }
        return days;
    }

    @Test
    void beatsTheSameWeekdayLastWeekOnDaysThatItHasNotSeen() {
        double ours = 0;
        double lastWeeks = 0;
        for (long seed = 1; seed <= 20; seed++) {
            ForecastError error = ForecastError.of(aYear(seed), HELD_OUT);
            assertThat(error.days()).isEqualTo(HELD_OUT);
            assertThat(error.ours()).as("seed " + seed).isLessThan(error.lastWeeks());
            ours += error.ours();
            lastWeeks += error.lastWeeks();
        }
        assertThat(ours).isLessThan(lastWeeks * 0.85);
    }

    @Test
    void learnsFromFewDaysWithoutFallingOver() {
        assertThat(PortionForecast.from(new TreeMap<>()).on(FIRST)).isZero();
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        days.put(FIRST, 40);
        assertThat(PortionForecast.from(days).on(FIRST.plusDays(7))).isBetween(39.0, 41.0);
        days.put(FIRST.plusDays(1), 0);
        assertThat(PortionForecast.from(days).on(FIRST.plusDays(8))).isBetween(0.0, 40.0);
        assertThat(ForecastError.of(days, HELD_OUT).days()).isZero();
    }

    @Test
    void aWeekOfNothingIsForgottenInTime() {
        SortedMap<LocalDate, Integer> days = aYear(3);
        LocalDate last = days.lastKey();
        for (int i = 1; i <= 7; i++) {
            days.put(last.plusDays(i), 0);
        }
        for (int i = 8; i <= 60; i++) {
            days.put(last.plusDays(i), 100);
        }
        assertThat(PortionForecast.from(days).on(last.plusDays(61))).isBetween(80.0, 115.0);
    }
}
