package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as everybody at its station may see it: nothing of the resident, the place only to about a hundred metres.
 *
 * @param alarm why somebody must look at it; left out while all goes well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobCard(
        JobId id,
        long version,
        JobState state,
        StationId stationId,
        String skill,
        String title,
        boolean danger,
        boolean stairs,
        long rank,
        Instant startsAt,
        Instant promisedBy,
        GeoPoint near,
        @Nullable PersonId worker,
        @Nullable Instant acceptedAt,
        boolean openToAll,
        @Nullable Offer offer,
        @Nullable Instant resumesAt,
        @Nullable JobId helps,
        @Nullable Alarm alarm) {

    boolean isFor(PersonId person) {
        return openToAll || offer != null && offer.to().equals(person);
    }

    JobCard as(JobState other) {
        return new JobCard(
                id,
                version,
                other,
                stationId,
                skill,
                title,
                danger,
                stairs,
                rank,
                startsAt,
                promisedBy,
                near,
                worker,
                acceptedAt,
                openToAll,
                offer,
                resumesAt,
                helps,
                alarm);
    }
}
