package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking that wants its price.
 *
 * @param day the service's day, local to the community
 * @param quote the token of the quote that was shown; null: priced now, at staff's call
 * @param atMostFen what was agreed to at most, for a price that is found now; null: anything
 */
public record ChargeRequest(
        UUID booking,
        CommunityId community,
        ServiceId service,
        PersonId beneficiary,
        LocalDate day,
        @Nullable String quote,
        @Nullable Long atMostFen) {

    public ChargeRequest(
            UUID booking,
            CommunityId community,
            ServiceId service,
            PersonId beneficiary,
            LocalDate day,
            @Nullable String quote) {
        this(booking, community, service, beneficiary, day, quote, null);
    }
}
