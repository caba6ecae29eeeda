package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money through WeChat as we know it: a payment, or a refund.
 *
 * @param number ours at WeChat
 * @param source its id, under which the ledger has it as {@code kind}: PAYMENT, REFUND
 * @param doneAt when the money moved; null while it has not, as far as we know
 */
public record WechatMove(
        CommunityId community,
        String number,
        String kind,
        UUID source,
        String state,
        long amountFen,
        @Nullable Instant doneAt) {}
