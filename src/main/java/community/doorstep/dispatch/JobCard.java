package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as everybody at its station may see it: nothing of the resident, the place only to about a hundred metres. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobCard(
        JobId id,
        long version,
        JobState state,
        String skill,
        String title,
        int priority,
        Instant startsAt,
        Instant promisedBy,
        GeoPoint near,
        @Nullable PersonId worker,
        @Nullable Instant acceptedAt) {

    private static final double PER_DEGREE = 1_000;
    private static final double PRIORITY_STEP = 1e13;

    /** Rounded to a thousandth of a degree. */
    static GeoPoint coarse(GeoPoint place) {
        return new GeoPoint(
                Math.round(place.latitude() * PER_DEGREE) / PER_DEGREE,
                Math.round(place.longitude() * PER_DEGREE) / PER_DEGREE);
    }

    /** Its place in the queue, the smallest first: by priority, then by the promised time. */
    double order() {
        return priority * PRIORITY_STEP + promisedBy.toEpochMilli();
    }

    JobCard as(JobState other) {
        return new JobCard(id, version, other, skill, title, priority, startsAt, promisedBy, near, worker, acceptedAt);
    }
}
