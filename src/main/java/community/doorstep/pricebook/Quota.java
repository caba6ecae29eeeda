package community.doorstep.pricebook;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/** How often a person has a benefit in each period, counted by the day of the service. */
public record Quota(int times, Period per) {

    /** A calendar day, a week from Monday, a calendar month or a calendar year. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        YEAR;

        public LocalDate startOf(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    public Quota {
        Objects.requireNonNull(per, "per");
    }
}
