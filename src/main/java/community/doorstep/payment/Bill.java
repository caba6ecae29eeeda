package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody is to pay, and for what.
 *
 * @param reference what the money is for; it is paid once
 * @param description shown to the payer
 * @param payBefore nobody can pay by WeChat afterwards
 */
public record Bill(
        CommunityId community, UUID reference, PersonId payer, long amountFen, String description, Instant payBefore) {

    public Bill {
        if (amountFen <= 0) {
            throw new IllegalArgumentException("A bill over " + amountFen + " fen");
        }
    }
}
