package community.doorstep.admission;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Refusal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Whether a demand may have a seat: rules without I/O, each refusal with its code. */
public final class Admission {

    public static final String SLOT_FULL = "slot-full";

    private Admission() {}

    /** Refuses {@code slot-closed} (409). */
    public static void notClosed(SlotSeats seats) {
        if (seats.closed()) {
            throw Refusal.conflict("slot-closed");
        }
    }

    /** Refuses {@code not-open-yet} (409). */
    public static void opened(SlotSeats seats, Instant now) {
        Instant opensAt = seats.opensAt();
        if (opensAt != null && now.isBefore(opensAt)) {
            throw Refusal.conflict("not-open-yet").with("opensAt", opensAt);
        }
    }

    /** Refuses {@code cut-off-passed} (409). */
    public static void beforeCutOff(SlotSeats seats, Instant now) {
        if (!now.isBefore(seats.cutOffAt())) {
            throw Refusal.conflict("cut-off-passed").with("cutOffAt", seats.cutOffAt());
        }
    }

    /** Refuses {@code age-not-admitted} (422): a child's service wants a child. */
    public static void age(Service service, @Nullable LocalDate birthDate, LocalDate day) {
        if (!service.admits(birthDate, day)) {
            throw Refusal.unprocessable("age-not-admitted");
        }
    }

    /** Refuses {@code drawn-by-lot} (409): seats that are drawn are not taken by who is quickest. */
    public static void notDrawn(SlotSeats seats) {
        Instant lotsUntil = seats.lotsUntil();
        if (lotsUntil != null) {
            throw Refusal.conflict("drawn-by-lot").with("entriesUntil", lotsUntil);
        }
    }

    /** Refuses {@code slot-full} (409). */
    public static void seat(int free) {
        if (free <= 0) {
            throw Refusal.conflict(SLOT_FULL);
        }
    }

    /** Refuses {@code seats-left} (409) where there is nothing to wait for, {@code entries-closed} (409) before a draw. */
    public static void worthWaiting(SlotSeats seats, int free, Instant now) {
        Instant lotsUntil = seats.lotsUntil();
        if (lotsUntil != null && !now.isBefore(lotsUntil)) {
            throw Refusal.conflict("entries-closed");
        }
        if (lotsUntil == null && free > 0) {
            throw Refusal.conflict("seats-left");
        }
    }

    /** The days that count together with one for a limit, both included. */
    static boolean together(ServiceRules.Period period, LocalDate day, LocalDate other) {
        return switch (period) {
            case DAY -> day.equals(other);
            case WEEK -> monday(day).equals(monday(other));
            case MONTH -> day.withDayOfMonth(1).equals(other.withDayOfMonth(1));
            case ALWAYS -> true;
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Refuses {@code too-many-bookings} (409): no bulk grabbing. */
    static void within(ServiceRules.Limit limit, long active) {
        if (active >= limit.most()) {
            throw Refusal.conflict("too-many-bookings")
                    .with("most", limit.most())
                    .with("per", limit.per())
                    .with("within", limit.within());
        }
    }
}
