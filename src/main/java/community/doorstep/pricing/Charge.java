package community.doorstep.pricing;

import java.util.List;
import java.util.UUID;

/**
 * What a booking costs, for ever.
 *
 * @param fund the code of the fund that pays the difference to the list price; empty when none does
 * @param lines why, for the beneficiary and their family only: staff sees the amount due
 */
public record Charge(
        UUID booking, long listFen, long dueFen, Tier tier, String fund, int bookVersion, List<PriceLine> lines) {}
