package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;

/**
 * A job to be posted.
 *
 * @param resident who is to be helped; for a fault in the street, who reported it
 * @param requestedBy who asked for it: the resident, a relative, or the operator on the telephone
 * @param skill what a worker must be able to do
 * @param title a few words for the workers' list; nothing personal
 * @param promisedBy when a worker is to be at the door
 * @param stops the doors of a delivery run, in order; empty for any other job
 * @param atStation done there: nobody sets out to the resident
 */
public record NewJob(
        JobId id,
        CommunityId community,
        StationId station,
        PersonId resident,
        PersonId requestedBy,
        String skill,
        String title,
        Need need,
        GeoPoint place,
        Door door,
        Instant startsAt,
        Instant promisedBy,
        List<NewStop> stops,
        boolean atStation) {

    /** One door. */
    public NewJob(
            JobId id,
            CommunityId community,
            StationId station,
            PersonId resident,
            PersonId requestedBy,
            String skill,
            String title,
            Need need,
            GeoPoint place,
            Door door,
            Instant startsAt,
            Instant promisedBy) {
        this(
                id,
                community,
                station,
                resident,
                requestedBy,
                skill,
                title,
                need,
                place,
                door,
                startsAt,
                promisedBy,
                List.of(),
                false);
    }

    public NewJob with(List<NewStop> doors) {
        return new NewJob(
                id,
                community,
                station,
                resident,
                requestedBy,
                skill,
                title,
                need,
                place,
                door,
                startsAt,
                promisedBy,
                List.copyOf(doors),
                atStation);
    }

    public NewJob doneAtTheStation() {
        return new NewJob(
                id,
                community,
                station,
                resident,
                requestedBy,
                skill,
                title,
                need,
                place,
                door,
                startsAt,
                promisedBy,
                stops,
                true);
    }
}
