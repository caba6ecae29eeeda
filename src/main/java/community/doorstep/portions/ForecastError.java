package community.doorstep.portions;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far guesses were off on days that the guess did not know yet: mean absolute error in portions.
 *
 * @param days on how many
 * @param ours of the forecast
 * @param lastWeeks of "as on the same weekday last week", for comparison
 */
record ForecastError(int days, double ours, double lastWeeks) {

    private static final int WEEK = 7;

    /** Each of the last days is guessed from those before yesterday's close, a day ahead. */
    static ForecastError of(SortedMap<LocalDate, Integer> days, int lastDays) {
        double ours = 0;
        double lastWeeks = 0;
        int counted = 0;
        for (LocalDate day :
                days.keySet().stream().skip(Math.max(0, days.size() - lastDays)).toList()) {
            Integer weekBefore = days.get(day.minusDays(WEEK));
            SortedMap<LocalDate, Integer> before = new TreeMap<>(days.headMap(day));
            if (weekBefore != null && before.size() > WEEK) {
                int was = days.getOrDefault(day, 0);
                ours += Math.abs(PortionForecast.from(before).on(day) - was);
                lastWeeks += Math.abs(weekBefore - was);
                counted++;
            }
        }
        return counted == 0
                ? new ForecastError(0, 0, 0)
                : new ForecastError(counted, ours / counted, lastWeeks / counted);
    }
}
