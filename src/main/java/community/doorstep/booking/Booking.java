package community.doorstep.booking;

import community.doorstep.admission.Engagement;
import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A booking as it stands.
 *
 * @param bookedBy who really did it: a parent, the operator
 * @param holdUntil until when the seat waited for a payment; null when it was confirmed at once
 */
record Booking(
        BookingId id,
        CommunityId community,
        SlotId slot,
        ServiceId service,
        StationId station,
        ServiceKind kind,
        PersonId beneficiary,
        PersonId bookedBy,
        BookingState state,
        boolean sole,
        long dueFen,
        PaymentTerms terms,
        Instant startsAt,
        Instant endsAt,
        Instant bookedAt,
        @Nullable Instant holdUntil,
        @Nullable Instant paidAt,
        byte @Nullable [] details,
        long version,
        Aftermath aftermath) {

    long paidFen() {
        return paidAt == null ? 0 : dueFen;
    }

    /** Whether money is still to come. */
    boolean owes() {
        return dueFen > 0 && paidAt == null;
    }

    /** As it was when it was made: what a repeated request is answered with. */
    Booking asMade() {
        BookingState first = holdUntil == null ? BookingState.CONFIRMED : BookingState.HELD;
        return new Booking(
                id,
                community,
                slot,
                service,
                station,
                kind,
                beneficiary,
                bookedBy,
                first,
                sole,
                dueFen,
                terms,
                startsAt,
                endsAt,
                bookedAt,
                holdUntil,
                null,
                details,
                1,
                Aftermath.NONE);
    }

    Engagement engagement(LocalDate day) {
        return new Engagement(beneficiary, slot, service, day, startsAt, endsAt, sole);
    }

    ChargeKey chargeKey() {
        return new ChargeKey(community, id.value());
    }

    BookingConfirmed confirmed() {
        return new BookingConfirmed(
                community, id.value(), version, service, slot, station, kind, beneficiary, bookedBy, startsAt, endsAt);
    }

    BookingFulfilled fulfilled() {
        return new BookingFulfilled(
                community, id.value(), version, service, slot, station, kind, beneficiary, bookedBy, dueFen);
    }

    BookingMissed missed() {
        return new BookingMissed(
                community, id.value(), version, service, slot, station, kind, beneficiary, bookedBy, startsAt, endsAt);
    }

    BookingMoved moved(Instant from) {
        return new BookingMoved(
                community,
                id.value(),
                version,
                service,
                slot,
                station,
                kind,
                beneficiary,
                bookedBy,
                startsAt,
                endsAt,
                from);
    }

    BookingCancelled cancelled() {
        return new BookingCancelled(
                community,
                id.value(),
                version,
                service,
                slot,
                station,
                kind,
                beneficiary,
                bookedBy,
                startsAt,
                endsAt,
                cause(),
                aftermath.reason(),
                aftermath.refundedFen());
    }

    private CancellationCause cause() {
        CancellationCause known = aftermath.cause();
        if (known != null) {
            return known;
        }
        return state == BookingState.EXPIRED ? CancellationCause.EXPIRED : CancellationCause.BY_PERSON;
    }
}
