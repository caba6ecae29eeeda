package community.doorstep.stationrules;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Open on these weekdays (ISO, 1 Monday) from then until then, the community's time; over midnight when it does not end
 * after it begins.
 */
public record Opening(
        @NotEmpty Set<@NotNull @Min(1) @Max(7) Integer> weekdays,
        @NotNull LocalTime from,
        @NotNull LocalTime to) {

    /** @param weekday whose hours a day has; 0 for a day that has none */
    boolean at(LocalDateTime moment, ToIntFunction<LocalDate> weekday) {
        LocalDate day = moment.toLocalDate();
        LocalTime time = moment.toLocalTime();
        boolean begun = weekdays.contains(weekday.applyAsInt(day)) && !time.isBefore(from);
        if (from.isBefore(to)) {
            return begun && time.isBefore(to);
        }
        return begun || weekdays.contains(weekday.applyAsInt(day.minusDays(1))) && time.isBefore(to);
    }
}
