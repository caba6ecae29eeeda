package community.doorstep.pricing;

import community.doorstep.shared.CommunityId;
import java.util.UUID;

/** A booking's charge; the community leads, as in the table's key. */
public record ChargeKey(CommunityId community, UUID booking) {}
