package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.identity.Contact;
import community.doorstep.shared.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as its holder sees it: with the door, and whom to call. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HeldJob(
        JobId id,
        long version,
        JobState state,
        String skill,
        String title,
        int priority,
        Instant startsAt,
        Instant promisedBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        GeoPoint place,
        String address,
        String note,
        String name,
        @Nullable String phone) {

    static HeldJob of(JobReads.Held held, Contact resident, @Nullable String phone) {
        Job job = held.job();
        return new HeldJob(
                job.id(),
                job.version(),
                job.state(),
                job.skill(),
                job.title(),
                job.priority(),
                job.startsAt(),
                job.promisedBy(),
                job.acceptedAt(),
                job.arrivedAt(),
                job.place(),
                held.door().address(),
                held.door().note(),
                resident.name(),
                phone);
    }
}
