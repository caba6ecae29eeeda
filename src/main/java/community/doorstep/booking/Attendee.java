package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A booking in the eyes of those who serve it.
 *
 * @param activity what takes place
 * @param paid whether the amount due has been paid
 * @param refundedFen what is given back of it, with
 * @param favourFen what staff gave back though it was earned
 */
public record Attendee(
        CommunityId community,
        BookingId booking,
        PersonId person,
        SlotId slot,
        ServiceId service,
        StationId station,
        BookingState state,
        LocalDate day,
        Instant startsAt,
        Instant endsAt,
        String activity,
        long dueFen,
        boolean paid,
        long refundedFen,
        long favourFen) {

    /** What stays of a booking that was cancelled late, before staff gave any of it back. */
    public long keptFen() {
        return dueFen - (refundedFen - favourFen);
    }

    /** Whether the person is to come, or came. */
    public boolean stands() {
        return state == BookingState.CONFIRMED || state == BookingState.FULFILLED || state == BookingState.NO_SHOW;
    }
}
