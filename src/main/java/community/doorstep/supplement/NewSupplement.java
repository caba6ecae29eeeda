package community.doorstep.supplement;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody is to pay beyond a booking; the amount is decided by whoever asks for it, on the server.
 *
 * @param id the asker's own: asked for again, nothing changes
 * @param concerns the booking or job that it belongs to
 * @param payer for whom it was; whoever acts for them pays as well
 * @param words what it is for, as the payer reads it: 更换阀门; no person's data
 * @param payBefore by WeChat; afterwards it can still be paid over the counter
 */
public record NewSupplement(
        CommunityId community,
        SupplementId id,
        StationId station,
        UUID concerns,
        PersonId payer,
        long amountFen,
        String words,
        Instant payBefore) {

    public NewSupplement {
        if (amountFen <= 0 || words.isBlank()) {
            throw new IllegalArgumentException("A supplement of " + amountFen + " fen for nothing");
        }
    }
}
