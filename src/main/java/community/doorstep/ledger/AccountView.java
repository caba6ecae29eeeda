package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account with the sum of its entries. */
public record AccountView(
        CommunityId community, String code, @Nullable PersonId owner, long balanceFen, Instant openedAt) {}
