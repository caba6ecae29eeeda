package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was paid and given back, for the payer to keep.
 *
 * @param way WECHAT or CASH
 * @param number ours, at WeChat as well
 * @param wechatNumber WeChat's; null for cash
 */
public record Receipt(
        PaymentId id,
        CommunityId communityId,
        String way,
        long amountFen,
        Instant paidAt,
        String number,
        @Nullable String wechatNumber,
        List<Line> lines,
        List<Back> refunds) {

    /** A share of it. */
    public record Line(UUID reference, String words, long amountFen) {}

    /** @param doneAt when the payer had it; null while it is under way */
    public record Back(
            UUID reference,
            long amountFen,
            String reason,
            Instant askedAt,
            @Nullable Instant doneAt) {}

    public long refundedFen() {
        return refunds.stream().mapToLong(Back::amountFen).sum();
    }
}
