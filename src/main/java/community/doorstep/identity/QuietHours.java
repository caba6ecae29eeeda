package community.doorstep.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Hours of each day in which a person is left in peace, e.g. 21:30 to 07:30; none when both are the same. */
public record QuietHours(LocalTime from, LocalTime until) {

    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** Written as {@code 21:30-07:30}, or {@code none}. */
    public static QuietHours of(String text) {
        String[] parts = text.split("-", 2);
        return parts.length == 1 ? NONE : new QuietHours(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
    }

    public boolean areAt(Instant moment, ZoneId zone) {
        LocalTime time = moment.atZone(zone).toLocalTime();
        boolean overnight = from.isAfter(until);
        return overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
    }

    /** The moment itself, or the end of the quiet hours that it lies in. */
    public Instant freeFrom(Instant moment, ZoneId zone) {
        return areAt(moment, zone) ? next(until, moment, zone) : moment;
    }

    /** When so much time has passed since then, counted outside the quiet hours only. */
    public Instant after(Instant start, Duration counted, ZoneId zone) {
        if (from.equals(until)) {
            return start.plus(counted);
        }
        Instant at = freeFrom(start, zone);
        Duration left = counted;
        while (true) {
            Instant quiet = next(from, at, zone);
            Duration free = Duration.between(at, quiet);
            if (left.compareTo(free) <= 0) {
                return at.plus(left);
            }
            left = left.minus(free);
            at = next(until, quiet, zone);
        }
    }

    /** The first moment after this one at which clocks show that time. */
    private static Instant next(LocalTime time, Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        Instant today = day.atTime(time).atZone(zone).toInstant();
        return today.isAfter(moment)
                ? today
                : day.plusDays(1).atTime(time).atZone(zone).toInstant();
    }
}
