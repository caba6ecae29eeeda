package community.doorstep.booking;

import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.pricebook.Said;
import community.doorstep.pricebook.Tier;
import community.doorstep.pricing.Charge;
import community.doorstep.pricing.PriceLine;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A booking as its people see it.
 *
 * @param holdUntil until when the seat waits for the payment
 * @param movedAt when its slot was moved to another time
 * @param endCause why it was cancelled
 * @param endReason what staff said about that
 * @param refundedFen how much is given back of what was paid
 * @param price with the reason of each line; null at desks, which see only what is due
 */
record BookingView(
        BookingId id,
        CommunityId communityId,
        StationId stationId,
        ServiceId serviceId,
        ServiceKind kind,
        SlotId slotId,
        PersonId beneficiaryId,
        PersonId bookedBy,
        BookingState state,
        Instant startsAt,
        Instant endsAt,
        Instant bookedAt,
        @Nullable Instant holdUntil,
        @Nullable Instant paidAt,
        PaymentTerms paymentTerms,
        long dueFen,
        @Nullable Instant movedAt,
        @Nullable CancellationCause endCause,
        String endReason,
        long refundedFen,
        @Nullable PriceView price) {

    record PriceView(long listFen, long dueFen, Tier tier, int bookVersion, Said said, List<PriceLine> lines) {}

    static BookingView full(Booking booking, @Nullable Charge charge) {
        PriceView price = charge == null
                ? null
                : new PriceView(
                        charge.listFen(),
                        charge.dueFen(),
                        charge.tier(),
                        charge.bookVersion(),
                        charge.said(),
                        charge.lines());
        return view(booking, price);
    }

    /** What staff see: the amount due, never the reason. */
    static BookingView atDesk(Booking booking) {
        return view(booking, null);
    }

    private static BookingView view(Booking booking, @Nullable PriceView price) {
        return new BookingView(
                booking.id(),
                booking.community(),
                booking.station(),
                booking.service(),
                booking.kind(),
                booking.slot(),
                booking.beneficiary(),
                booking.bookedBy(),
                booking.state(),
                booking.startsAt(),
                booking.endsAt(),
                booking.bookedAt(),
                booking.holdUntil(),
                booking.paidAt(),
                booking.terms(),
                booking.dueFen(),
                booking.aftermath().movedAt(),
                booking.aftermath().cause(),
                booking.aftermath().reason(),
                booking.aftermath().refundedFen(),
                price);
    }
}
