package community.doorstep.stationrules;

import community.doorstep.catalog.CalendarDay;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a station answers its jobs.
 *
 * @param places how many jobs a worker may have in hand
 * @param aloneFirst whether elders who live alone go before others whose promise ends in the same minute
 * @param offerSeconds how long an offer stands before it goes to the next
 * @param windowMinutes how long before a booked window begins its escalation starts
 * @param opening when the station answers; empty: always, holidays too
 * @param openOnHolidays whether a holiday has the hours of its weekday; else the station is closed. A make-up day has the
 *     hours of the weekday that it follows
 * @param nightStation who answers when it is closed; the jobs are shown there, too
 * @param onCall the worker whose phone rings when it is closed
 * @param shareFen what a worker earns with a job, in fen
 * @param stopShareFen what a worker earns with each delivered stop of a run, in fen
 */
public record StationRules(
        @NotNull DispatchMode mode,
        @Min(1) @Max(20) int places,
        boolean aloneFirst,
        @Min(5) @Max(600) int offerSeconds,
        @Min(0) @Max(1440) int windowMinutes,
        @NotNull @Valid Ladder ladder,
        @NotNull @Size(max = 20) List<@NotNull @Valid Opening> opening,
        @Nullable Boolean openOnHolidays,
        @Nullable StationId nightStation,
        @Nullable PersonId onCall,
        @Min(0) @Max(10_000_000) long shareFen,
        @Min(0) @Max(10_000_000) long stopShareFen) {

    /** What holds where nobody has said otherwise. */
    public static final StationRules USUAL =
            new StationRules(DispatchMode.BROADCAST, 1, true, 20, 10, Ladder.USUAL, List.of(), false, null, null, 0, 0);

    /** Rules that say nothing of holidays keep them. */
    public StationRules {
        openOnHolidays = Boolean.TRUE.equals(openOnHolidays);
    }

    /**
     * Whether somebody answers then.
     *
     * @param moment in the community's time
     * @param marked its holidays and make-up days about then
     */
    public boolean isOpen(LocalDateTime moment, Map<LocalDate, CalendarDay> marked) {
        return opening.isEmpty()
                || opening.stream().anyMatch(hours -> hours.at(moment, day -> weekday(day, marked.get(day))));
    }

    private int weekday(LocalDate day, @Nullable CalendarDay marked) {
        if (marked != null && marked.kind() == CalendarDay.Kind.HOLIDAY && !Boolean.TRUE.equals(openOnHolidays)) {
            return 0;
        }
        return marked == null || marked.follows() == null ? day.getDayOfWeek().getValue() : marked.follows();
    }

    /** Refuses {@code station-rules-invalid} (422, {@code field}) what contradicts itself. */
    StationRules checked(StationId station) {
        if (!ladder.climbs()) {
            throw Refusal.unprocessable("station-rules-invalid").with("field", "ladder");
        }
        if (station.equals(nightStation)) {
            throw Refusal.unprocessable("station-rules-invalid").with("field", "nightStation");
        }
        return this;
    }
}
