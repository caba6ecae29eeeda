package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its holder sees it: with the door, and whom to call. Workers and residents speak through the station, which
 * knows both their numbers.
 *
 * @param address none for a place in the street
 * @param phoneEnd the last digits of the number under which the resident is found, for the station to connect them
 * @param stationPhone of the station whose job it is
 * @param stops the doors of a delivery run
 * @param dueFen what is still to be paid at its doors, in fen: the sum of {@code dues}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HeldJob(
        JobId id,
        long version,
        JobState state,
        StationId stationId,
        String skill,
        String title,
        boolean danger,
        boolean stairs,
        Instant startsAt,
        Instant promisedBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        GeoPoint place,
        @Nullable String address,
        String note,
        String name,
        @Nullable String phoneEnd,
        String stationPhone,
        List<Stop> stops,
        long dueFen,
        List<Due> dues,
        @Nullable PauseReason pausedFor,
        @Nullable Instant resumesAt,
        @Nullable JobId helps,
        @Nullable PersonId handoverTo) {

    static HeldJob of(HeldJobs.Held held, String name, @Nullable String phoneEnd, String stationPhone) {
        Job job = held.job();
        return new HeldJob(
                job.id(),
                job.version(),
                job.state(),
                job.at().station(),
                job.skill(),
                job.title(),
                job.danger(),
                job.stairs(),
                job.startsAt(),
                job.promisedBy(),
                job.acceptedAt(),
                job.arrivedAt(),
                job.place(),
                held.door().address(),
                held.door().note(),
                name,
                phoneEnd,
                stationPhone,
                held.stops(),
                held.dues().stream().mapToLong(Due::amountFen).sum(),
                held.dues(),
                job.pausedFor(),
                job.resumesAt(),
                job.helps(),
                job.handoverTo());
    }
}
