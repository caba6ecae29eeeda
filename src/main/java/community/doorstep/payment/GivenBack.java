package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import java.util.UUID;

/**
 * What staff gave back.
 *
 * @param leftFen what could still be given back
 */
public record GivenBack(CommunityId community, UUID reference, long amountFen, long leftFen) {}
