package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a fund may pay in a period, both days included; the days are those of the services.
 *
 * @param reservedFen held by bookings that are not fulfilled yet
 * @param leftFen neither reserved nor spent
 * @param runsDryOn the day on which nothing will be left if spending goes on as it did ({@link Forecast}); null when
 *     that is not before the period's end
 * @param version counts what admins changed; the budget's ETag
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
        long leftFen,
        @Nullable LocalDate runsDryOn,
        long version) {

    Budget runningDryOn(@Nullable LocalDate day) {
        return new Budget(
                id,
                communityId,
                fund,
                purpose,
                periodStart,
                periodEnd,
                amountFen,
                reservedFen,
                spentFen,
                leftFen,
                day,
                version);
    }
}
