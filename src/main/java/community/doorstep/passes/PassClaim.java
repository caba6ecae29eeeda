package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows at a station.
 *
 * @param day the day of the community
 * @param qr the text of a QR code; or else {@code digits}; or else {@code code}
 * @param code what stands in a printed code
 * @param by who looks at it
 */
public record PassClaim(
        CommunityId community,
        StationId station,
        String purpose,
        LocalDate day,
        @Nullable String qr,
        @Nullable String digits,
        @Nullable String code,
        PersonId by) {

    /** Refuses {@code pass-unclear} (400) unless it is one of the three. */
    public PassClaim {
        if (Stream.of(qr, digits, code).filter(Objects::nonNull).count() != 1) {
            throw Refusal.badRequest("pass-unclear");
        }
    }

    @Override
    public String toString() {
        return "PassClaim[" + station + "]";
    }
}
