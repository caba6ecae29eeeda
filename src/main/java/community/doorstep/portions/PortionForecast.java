package community.doorstep.portions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Guesses portions by a level that follows slowly and a factor for each weekday, both smoothed exponentially. Days of
 * another kind (holidays, make-up days, closed) teach the level nothing: they would drag it down for a week. Pure.
 */
final class PortionForecast {

    private static final double LEVEL_FOLLOWS = 0.15;
    private static final double WEEKDAY_FOLLOWS = 0.10;
    private static final double FEWEST_TO_DIVIDE_BY = 0.5;

    private final Map<DayOfWeek, Double> factors = new EnumMap<>(DayOfWeek.class);
    private double level;
    private int learnt;

    private PortionForecast() {}

    /** @param days ordinary ones, with their portions */
    static PortionForecast from(SortedMap<LocalDate, Integer> days) {
        PortionForecast forecast = new PortionForecast();
        days.forEach((day, portions) -> forecast.learn(day.getDayOfWeek(), portions));
        return forecast;
    }

    private void learn(DayOfWeek weekday, int portions) {
        learnt++;
        if (learnt == 1) {
            level = portions;
        }
        double factor = factors.getOrDefault(weekday, 1.0);
        // The first weeks count for more: an average until there is enough to smooth.
        double levelFollows = Math.max(LEVEL_FOLLOWS, 1.0 / learnt);
        double seen = factor < FEWEST_TO_DIVIDE_BY / 10 ? level : portions / factor;
        level += levelFollows * (seen - level);
        double weekdayFollows = Math.max(WEEKDAY_FOLLOWS, 1.0 / (1 + learnt / 7));
        double now = level < FEWEST_TO_DIVIDE_BY ? factor : portions / level;
        factors.put(weekday, factor + weekdayFollows * (now - factor));
    }

    /** Portions of an ordinary day on that weekday. */
    double on(LocalDate day) {
        return Math.max(0, level * Objects.requireNonNull(factors.getOrDefault(day.getDayOfWeek(), 1.0)));
    }
}
