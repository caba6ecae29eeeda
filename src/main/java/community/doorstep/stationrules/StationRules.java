package community.doorstep.stationrules;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a station answers its jobs.
 *
 * @param places how many jobs a worker may have in hand
 * @param aloneFirst whether elders who live alone go before others whose promise ends in the same minute
 * @param offerSeconds how long an offer stands before it goes to the next
 * @param windowMinutes how long before a booked window begins its escalation starts
 * @param opening when the station answers; empty: always
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
        @Nullable StationId nightStation,
        @Nullable PersonId onCall,
        @Min(0) @Max(10_000_000) long shareFen,
        @Min(0) @Max(10_000_000) long stopShareFen) {

    /** What holds where nobody has said otherwise. */
    public static final StationRules USUAL =
            new StationRules(DispatchMode.BROADCAST, 1, true, 20, 10, Ladder.USUAL, List.of(), null, null, 0, 0);

    public boolean isOpen(ZonedDateTime moment) {
        return opening.isEmpty() || opening.stream().anyMatch(hours -> hours.at(moment));
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
