package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * The slot of a booking was moved, and the booking with it; until the new start it is cancelled free of charge.
 *
 * @param movedFrom when it would have started
 */
public record BookingMoved(
        CommunityId community,
        UUID aggregate,
        long version,
        ServiceId service,
        SlotId slot,
        StationId station,
        ServiceKind kind,
        PersonId beneficiary,
        PersonId bookedBy,
        Instant startsAt,
        Instant endsAt,
        Instant movedFrom)
        implements DomainEvent {}
