package community.doorstep.notice;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMissed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.identity.Addressees;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.OfferLapsed;
import community.doorstep.waitlist.SeatOffered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param subject the booking, or the entry in the waitlist
 */
record News(
        NoticeKind kind,
        CommunityId community,
        ServiceId service,
        UUID subject,
        Addressees.Concern concern,
        Instant startsAt,
        @Nullable Instant movedFrom,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable Long refundedFen) {

    static News of(BookingConfirmed event) {
        return plain(
                NoticeKind.BOOKING_CONFIRMED,
                event.community(),
                event.service(),
                event.aggregate(),
                concern(event.beneficiary(), event.bookedBy()),
                event.startsAt());
    }

    static News of(BookingMissed event) {
        return plain(
                NoticeKind.BOOKING_MISSED,
                event.community(),
                event.service(),
                event.aggregate(),
                concern(event.beneficiary(), event.bookedBy()),
                event.startsAt());
    }

    /** Null when its people did it themselves: they know. */
    static @Nullable News of(BookingCancelled event) {
        NoticeKind kind = switch (event.cause()) {
            case BY_PERSON -> null;
            case STAFF -> NoticeKind.BOOKING_CANCELLED;
            case CLOSURE -> NoticeKind.BOOKING_CLOSED;
            case EXPIRED -> NoticeKind.BOOKING_EXPIRED;
        };
        return kind == null
                ? null
                : new News(
                        kind,
                        event.community(),
                        event.service(),
                        event.aggregate(),
                        concern(event.beneficiary(), event.bookedBy()),
                        event.startsAt(),
                        null,
                        null,
                        event.reason().isEmpty() ? null : event.reason(),
                        event.refundedFen() == 0 ? null : event.refundedFen());
    }

    static News of(BookingMoved event) {
        return new News(
                NoticeKind.BOOKING_MOVED,
                event.community(),
                event.service(),
                event.aggregate(),
                concern(event.beneficiary(), event.bookedBy()),
                event.startsAt(),
                event.movedFrom(),
                event.startsAt(),
                null,
                null);
    }

    static News of(SeatOffered event, Slot slot) {
        return new News(
                NoticeKind.SEAT_OFFERED,
                event.community(),
                event.service(),
                event.aggregate(),
                concern(event.beneficiary(), event.askedBy()),
                slot.startsAt(),
                null,
                event.until(),
                null,
                null);
    }

    static News of(OfferLapsed event, Slot slot) {
        return plain(
                NoticeKind.OFFER_LAPSED,
                event.community(),
                event.service(),
                event.aggregate(),
                concern(event.beneficiary(), event.askedBy()),
                slot.startsAt());
    }

    private static News plain(
            NoticeKind kind,
            CommunityId community,
            ServiceId service,
            UUID subject,
            Addressees.Concern concern,
            Instant startsAt) {
        return new News(kind, community, service, subject, concern, startsAt, null, null, null, null);
    }

    private static Addressees.Concern concern(PersonId person, PersonId askedBy) {
        return new Addressees.Concern(person, askedBy);
    }

    NoticeFacts facts(String serviceName, String zone) {
        return new NoticeFacts(serviceName, zone, startsAt, movedFrom, until, reason, refundedFen, null, null);
    }
}
