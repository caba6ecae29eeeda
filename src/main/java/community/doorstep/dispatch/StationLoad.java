package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How busy a station is: who is on duty, and what waits, in the queue's order; with how long things took there lately.
 */
public record StationLoad(List<OnDuty> onDuty, List<Waiting> waiting) {

    /**
     * Who is on duty.
     *
     * @param position coarse, and not older than a while
     * @param places how many jobs the worker may have in hand
     * @param inHand what the worker is busy with
     */
    public record OnDuty(Set<String> skills, @Nullable GeoPoint position, int places, List<InHand> inHand) {}

    public record InHand(
            GeoPoint place, Instant acceptedAt, @Nullable Instant arrivedAt) {}

    public record Waiting(String skill, GeoPoint place) {}

    /**
     * How long a job's parts took, in seconds.
     *
     * @param reaction until somebody took it, counted from when that worker was free
     * @param travel from there to the door
     * @param handling at the door
     * @param from where the worker came from: the door before, when that was shortly before, else unknown
     */
    public record Times(
            double reaction,
            double travel,
            double handling,
            @Nullable GeoPoint from,
            GeoPoint place) {}
}
