package community.doorstep.pricing;

import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a fund may pay in a period, both days included; the days are those of the services.
 *
 * @param reservedFen held by bookings that are not fulfilled yet
 * @param leftFen neither reserved nor spent
 */
public record Budget(
        UUID id,
        CommunityId communityId,
        String fund,
        Purpose purpose,
        LocalDate periodStart,
        LocalDate periodEnd,
        long amountFen,
        long reservedFen,
        long spentFen,
        long leftFen) {}
