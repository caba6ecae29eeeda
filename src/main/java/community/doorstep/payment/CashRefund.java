package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import java.time.Instant;
import java.util.UUID;

/** Cash that somebody has to be given back over the counter. */
public record CashRefund(CommunityId communityId, UUID reference, long amountFen, String words, Instant askedAt) {}
