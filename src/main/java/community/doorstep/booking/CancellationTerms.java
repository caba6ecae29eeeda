package community.doorstep.booking;

import community.doorstep.catalog.ServiceRules.Cancellation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a cancellation gives back at a moment. Free until a limit, then a share is kept, then everything; a service
 * without such rules gives back everything. A share is rounded in the resident's favour.
 *
 * @param keptFen what stays of the paid amount
 * @param freeUntil before this everything is given back
 * @param shareUntil before this a share is
 * @param validUntil before this the answer stays as it is, unless somebody pays or the slot is moved
 */
record CancellationTerms(long refundFen, long keptFen, Instant freeUntil, Instant shareUntil, Instant validUntil) {

    static CancellationTerms of(Booking booking, @Nullable Cancellation rules, Instant now) {
        Instant freeUntil = freeUntil(booking, rules);
        Instant shareUntil = shareUntil(booking, rules);
        boolean free = now.isBefore(freeUntil);
        boolean share = !free && now.isBefore(shareUntil);
        long paid = booking.paidFen();
        long refund = free ? paid : share && rules != null ? given(paid, 100 - rules.keptPercent()) : 0;
        Instant border = free ? freeUntil : share ? shareUntil : booking.endsAt();
        return new CancellationTerms(
                refund, paid - refund, freeUntil, shareUntil, paid == 0 ? whileUnpaid(booking) : border);
    }

    /** Whose slot was moved need not come at the new time. */
    private static Instant freeUntil(Booking booking, @Nullable Cancellation rules) {
        if (rules == null) {
            return booking.endsAt();
        }
        return booking.aftermath().movedAt() != null ? booking.startsAt() : before(booking, rules.freeMinutes());
    }

    private static Instant shareUntil(Booking booking, @Nullable Cancellation rules) {
        if (rules == null) {
            return booking.endsAt();
        }
        return booking.aftermath().movedAt() != null ? booking.startsAt() : before(booking, rules.shareMinutes());
    }

    private static Instant before(Booking booking, int minutes) {
        return booking.startsAt().minus(Duration.ofMinutes(minutes));
    }

    private static Instant whileUnpaid(Booking booking) {
        Instant hold = booking.holdUntil();
        return booking.state() == BookingState.HELD && hold != null ? hold : booking.endsAt();
    }

    /** So many percent, half a fen up; in two parts, so that no amount is too large. */
    private static long given(long fen, int percent) {
        return fen / 100 * percent + (fen % 100 * percent + 50) / 100;
    }
}
