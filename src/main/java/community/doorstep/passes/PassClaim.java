package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows at a station.
 *
 * @param day the day of the community
 * @param qr the text of a QR code; or else {@code digits}
 * @param by who looks at it
 */
public record PassClaim(
        CommunityId community,
        StationId station,
        String purpose,
        LocalDate day,
        @Nullable String qr,
        @Nullable String digits,
        PersonId by) {

    /** Refuses {@code pass-unclear} (400) unless it is one of the two. */
    public PassClaim {
        if ((qr == null) == (digits == null)) {
            throw Refusal.badRequest("pass-unclear");
        }
    }

    @Override
    public String toString() {
        return "PassClaim[" + station + "]";
    }
}
