package community.doorstep.supplement;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid beyond a booking, as it stands.
 *
 * @param concerns the booking or job that it belongs to
 * @param refundedFen asked back so far, whether the payer has it yet or not
 */
public record Supplement(
        CommunityId communityId,
        SupplementId id,
        StationId stationId,
        UUID concerns,
        PersonId payerId,
        long amountFen,
        String words,
        SupplementState state,
        long refundedFen,
        Instant askedAt,
        Instant payBefore,
        @Nullable Instant paidAt,
        long version) {

    SupplementAsked asked() {
        return new SupplementAsked(communityId, id.value(), version, concerns, payerId, amountFen, words);
    }

    SupplementPaid paid() {
        return new SupplementPaid(communityId, id.value(), version, stationId, concerns, payerId, amountFen);
    }
}
