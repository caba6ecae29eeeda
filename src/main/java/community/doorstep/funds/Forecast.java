package community.doorstep.funds;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a budget runs dry, if it is spent as it was lately: {@code today + floor(left × days ÷ spent)}, where
 * {@code spent} is what bookings took on the last {@code days} days (what was cancelled does not count) and {@code days}
 * is 28 — four whole weeks, so that each weekday weighs the same — or, for a younger budget, the days since its first
 * booking, today included.
 */
final class Forecast {

    static final int DAYS = 28;

    private Forecast() {}

    static LocalDate firstDay(LocalDate today) {
        return today.minusDays(DAYS - 1);
    }

    /**
     * The first day on which nothing is left; today when nothing is now. Null when something will be on the period's last
     * day, when nothing was spent, and for a period that is over.
     *
     * @param spentFen by the day of booking
     */
    static @Nullable LocalDate dryDay(
            Map<LocalDate, Long> spentFen, long leftFen, LocalDate today, LocalDate periodEnd) {
        if (today.isAfter(periodEnd)) {
            return null;
        }
        if (leftFen <= 0) {
            return today;
        }
        LocalDate since = firstDay(today);
        LocalDate first = today;
        long spent = 0;
        for (Map.Entry<LocalDate, Long> day : spentFen.entrySet()) {
            if (day.getValue() > 0
                    && !day.getKey().isBefore(since)
                    && !day.getKey().isAfter(today)) {
                spent += day.getValue();
                first = day.getKey().isBefore(first) ? day.getKey() : first;
            }
        }
        if (spent == 0) {
            return null;
        }
        long days = ChronoUnit.DAYS.between(first, today) + 1;
        long lasts = Math.floorDiv(Math.multiplyExact(leftFen, days), spent);
        return lasts > ChronoUnit.DAYS.between(today, periodEnd) ? null : today.plusDays(lasts);
    }
}
