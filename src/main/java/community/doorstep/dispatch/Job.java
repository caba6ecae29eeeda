package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as PostgreSQL has it, apart from its sealed door. */
record Job(
        JobId id,
        StationRef at,
        PersonId resident,
        PersonId requestedBy,
        String skill,
        String title,
        int priority,
        GeoPoint place,
        Instant startsAt,
        Instant promisedBy,
        JobState state,
        @Nullable PersonId worker,
        long version,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant endedAt) {

    CommunityId community() {
        return at.community();
    }

    boolean heldBy(PersonId person) {
        return person.equals(worker);
    }

    JobCard card() {
        return new JobCard(
                id,
                version,
                state,
                skill,
                title,
                priority,
                startsAt,
                promisedBy,
                JobCard.coarse(place),
                worker,
                acceptedAt);
    }
}
