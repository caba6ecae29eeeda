package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.pricebook.Said;
import community.doorstep.pricebook.Tier;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a service would cost one person on one day, and why.
 *
 * @param said price and reason in one sentence that can be read aloud
 * @param token to book with; it keeps the price until it expires, unless the answer changes
 */
public record QuoteView(
        ServiceId serviceId,
        PersonId beneficiaryId,
        LocalDate day,
        long listFen,
        long dueFen,
        Tier tier,
        int bookVersion,
        Said said,
        List<PriceLine> lines,
        String token,
        Instant expiresAt) {}
