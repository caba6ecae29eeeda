package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker took the cash that was due at the door. It is booked as paid by residents and as cash in hand; what it was
 * for, whoever posted the job says.
 *
 * @param aggregate the job
 */
public record CashTaken(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        PersonId worker,
        long amountFen,
        Instant at)
        implements DomainEvent {}
