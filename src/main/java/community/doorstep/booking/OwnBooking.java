package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A booking for somebody who may say something about it: rate it, complain, add a photo.
 *
 * @param open it is still to come or under way
 * @param fulfilled the service was given
 */
public record OwnBooking(
        UUID id,
        CommunityId community,
        StationId station,
        ServiceId service,
        ServiceKind kind,
        PersonId beneficiary,
        PersonId bookedBy,
        boolean open,
        boolean fulfilled,
        Instant startsAt) {

    static OwnBooking of(Booking booking) {
        return new OwnBooking(
                booking.id().value(),
                booking.community(),
                booking.station(),
                booking.service(),
                booking.kind(),
                booking.beneficiary(),
                booking.bookedBy(),
                booking.state().isActive(),
                booking.state() == BookingState.FULFILLED,
                booking.startsAt());
    }
}
