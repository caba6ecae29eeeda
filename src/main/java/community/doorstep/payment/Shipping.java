package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;

/**
 * A paid order of which WeChat has yet to hear that it was given.
 *
 * @param atDoor given at somebody's door, else picked up
 * @param looks how often the sweeper has looked at it
 * @param givenBack nothing of the money is left
 */
record Shipping(
        CommunityId community,
        PaymentId payment,
        PersonId payer,
        String transactionId,
        String description,
        boolean atDoor,
        int looks,
        boolean givenBack) {}
