package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.UUID;

/**
 * The service was given.
 *
 * @param dueFen what its people pay for it, paid or not
 */
public record BookingFulfilled(
        CommunityId community,
        UUID aggregate,
        long version,
        ServiceId service,
        SlotId slot,
        StationId station,
        ServiceKind kind,
        PersonId beneficiary,
        PersonId bookedBy,
        long dueFen)
        implements DomainEvent {}
