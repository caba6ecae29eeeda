package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a service is booked, beyond seat and price. What is left out does not limit.
 *
 * @param opening when the booking of a day opens; null: as soon as the slot is there
 * @param limit how many active bookings of the service somebody may have
 * @param presence whether the person has to be there, and so cannot be elsewhere; null: yes, but for repairs and errands
 * @param cancellation what is given back to whom cancels; null: everything until the end
 * @param noShows what repeated absence costs; null: nothing
 * @param waiting how seats that come free are given on; null: in the order of arrival
 * @param errand how an errand is run; null: made ready for the counter within the hour
 */
public record ServiceRules(
        @Nullable @Valid Opening opening,
        @Nullable @Valid Limit limit,
        @Nullable Boolean presence,
        @Nullable @Valid Cancellation cancellation,
        @Nullable @Valid NoShows noShows,
        @Nullable @Valid Waiting waiting,
        @Nullable @Valid ErrandTerms errand) {

    public static final ServiceRules NONE = new ServiceRules(null, null, null, null, null, null, null);

    /** Booking opens so many days before the slot's day, at that time of the community. */
    public record Opening(
            @Min(0) @Max(400) int daysBefore, @NotNull LocalTime at) {

        Instant of(LocalDate day, ZoneId zone) {
            return day.minusDays(daysBefore).atTime(at).atZone(zone).toInstant();
        }
    }

    /** At most so many active bookings of this service in a period, which is the one of the slot's day. */
    public record Limit(
            @Min(1) @Max(1000) int most,
            @NotNull Whose per,
            @NotNull Period within) {}

    public enum Whose {
        PERSON,
        FAMILY
    }

    /** A week begins on Monday. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        ALWAYS
    }

    /**
     * Minutes before the start. Until {@code freeMinutes} everything is given back; then, until {@code shareMinutes},
     * everything but {@code keptPercent} of what was paid; after that nothing.
     */
    public record Cancellation(
            @Min(0) @Max(100_000) int freeMinutes,
            @Min(0) @Max(100_000) int shareMinutes,
            @Min(0) @Max(100) int keptPercent) {}

    /** Whoever did not come so many times within so many days books no day but the present one for some days. */
    public record NoShows(
            @Min(1) @Max(100) int times,
            @Min(1) @Max(366) int withinDays,
            @Min(1) @Max(366) int pauseDays) {}

    /**
     * @param lots whether all who ask in the first minutes after the opening are drawn by lot
     * @param lotMinutes how long entries are taken before the draw
     * @param offerMinutes how long a seat that came free is kept for whom it is offered to
     */
    public record Waiting(
            boolean lots,
            @Min(1) @Max(10_080) int lotMinutes,
            @Min(1) @Max(1440) int offerMinutes) {

        public static final Waiting BY_ARRIVAL = new Waiting(false, 10, 30);

        @JsonIgnore
        public Duration offer() {
            return Duration.ofMinutes(offerMinutes);
        }
    }

    @JsonIgnore
    public Waiting waitingOrArrival() {
        return waiting == null ? Waiting.BY_ARRIVAL : waiting;
    }

    /** Refuses {@code rules-invalid} (422, {@code field}) what contradicts itself. */
    ServiceRules checked() {
        if (cancellation != null && cancellation.shareMinutes() > cancellation.freeMinutes()) {
            throw Refusal.unprocessable("rules-invalid").with("field", "cancellation.shareMinutes");
        }
        if (waiting != null && waiting.lots() && opening == null) {
            throw Refusal.unprocessable("rules-invalid").with("field", "opening");
        }
        String fault = errand == null ? null : errand.fault();
        if (fault != null) {
            throw Refusal.unprocessable("rules-invalid").with("field", fault);
        }
        return this;
    }
}
