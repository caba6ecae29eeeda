package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;

/**
 * A job to be posted.
 *
 * @param resident who is to be helped
 * @param requestedBy who asked for it: the resident, a relative, or the operator on the telephone
 * @param skill what a worker must be able to do
 * @param title a few words for the workers' list; nothing personal
 * @param priority 0 (danger) to 9
 * @param promisedBy when a worker is to be at the door
 */
public record NewJob(
        JobId id,
        CommunityId community,
        StationId station,
        PersonId resident,
        PersonId requestedBy,
        String skill,
        String title,
        int priority,
        GeoPoint place,
        Door door,
        Instant startsAt,
        Instant promisedBy) {}
