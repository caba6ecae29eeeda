package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as PostgreSQL has it, apart from its sealed door.
 *
 * @param rank its place in the queue, the smallest first; ties go by id
 * @param fence the version since which it is where it is
 * @param openToAll whether everybody on duty may claim it, or only whom it is offered to
 * @param guests neighbouring stations whose workers may claim it, too
 * @param withdrawnFrom neighbouring stations that were called before the move that is being told, and may have it no more
 * @param helps the job whose holder wants a second pair of hands
 */
record Job(
        JobId id,
        StationRef at,
        PersonId resident,
        PersonId requestedBy,
        String skill,
        String title,
        boolean danger,
        boolean stairs,
        long rank,
        GeoPoint place,
        Instant startsAt,
        Instant promisedBy,
        JobState state,
        @Nullable PersonId worker,
        long version,
        long fence,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant endedAt,
        boolean openToAll,
        @Nullable Offer offer,
        List<StationRef> guests,
        List<StationRef> withdrawnFrom,
        @Nullable Instant resumesAt,
        @Nullable PauseReason pausedFor,
        @Nullable JobId helps,
        @Nullable PersonId handoverTo,
        @Nullable Alarm alarm) {

    CommunityId community() {
        return at.community();
    }

    boolean heldBy(PersonId person) {
        return person.equals(worker);
    }

    /** Whether workers on duty there may have it. */
    boolean isShownAt(StationRef station) {
        return at.equals(station) || guests.contains(station);
    }

    boolean isFor(PersonId person) {
        return openToAll || offer != null && offer.to().equals(person);
    }

    JobCard card() {
        return new JobCard(
                id,
                version,
                state,
                at.station(),
                skill,
                title,
                danger,
                stairs,
                rank,
                startsAt,
                promisedBy,
                place.coarse(),
                worker,
                acceptedAt,
                openToAll,
                offer,
                resumesAt,
                helps,
                alarm);
    }
}
