package community.doorstep.stationrules;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** Open on these weekdays (ISO, 1 Monday) from then until then, the community's time; over midnight when it ends before it begins. */
public record Opening(
        @NotEmpty Set<@NotNull @Min(1) @Max(7) Integer> weekdays,
        @NotNull LocalTime from,
        @NotNull LocalTime to) {

    boolean at(ZonedDateTime moment) {
        LocalTime time = moment.toLocalTime();
        if (from.isBefore(to)) {
            return onDay(moment, 0) && !time.isBefore(from) && time.isBefore(to);
        }
        return onDay(moment, 0) && !time.isBefore(from) || onDay(moment, 1) && time.isBefore(to);
    }

    private boolean onDay(ZonedDateTime moment, int daysBefore) {
        return weekdays.contains(moment.minusDays(daysBefore).getDayOfWeek().getValue());
    }
}
