package community.doorstep.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a community's schedules do otherwise.
 *
 * @param follows on a make-up day, the weekday (ISO, 1 Monday) whose schedule it has
 */
public record CalendarDay(
        LocalDate day, Kind kind, @Nullable Integer follows, String name) {

    public enum Kind {
        /** 放假: no slots of schedules that keep holidays. */
        HOLIDAY,
        /** 补班、补课: slots as on the weekday that it follows. */
        MAKE_UP
    }
}
