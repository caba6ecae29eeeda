package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rung of the ladder was climbed: telephones are to ring.
 *
 * @param rung ALL, NEIGHBOURS, LEAD, NIGHT, LATE, UNSERVED, or SILENT: its worker's phone is
 * @param cause why, in words
 * @param causeEn the same in English; null in what was written before there was any
 * @param title what the job is, nothing personal
 * @param ring whose telephones ring: workers on duty who could take it, or the leads
 */
public record JobEscalated(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        String rung,
        String cause,
        @Nullable String causeEn,
        String title,
        List<PersonId> ring,
        Instant promisedBy,
        Instant at)
        implements DomainEvent {

    /** Why, in English as far as it is known. */
    public String english() {
        return causeEn == null ? cause : causeEn;
    }
}
