package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import community.doorstep.shared.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days that come again: every school day of a term, each Tuesday.
 *
 * @param from the first day, {@code to} the last, both included
 * @param weekdays ISO, 1 Monday … 7 Sunday; a make-up day counts as the weekday that it follows
 * @param starts only slots that start at this time of the community; null: all of the day
 */
public record SlotPattern(
        @NotNull LocalDate from,
        @NotNull LocalDate to,
        @NotEmpty @Size(max = 7) List<@NotNull @Min(1) @Max(7) Integer> weekdays,
        @Nullable LocalTime starts) {

    /** More days than this are no repeat any more. */
    public static final int MOST_DAYS = 400;

    /** Refuses {@code dates-reversed}, {@code repeat-too-long} (422). */
    @JsonIgnore
    public SlotPattern checked() {
        if (to.isBefore(from)) {
            throw Refusal.unprocessable("dates-reversed");
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw Refusal.unprocessable("repeat-too-long").with("mostDays", MOST_DAYS);
        }
        return this;
    }
}
