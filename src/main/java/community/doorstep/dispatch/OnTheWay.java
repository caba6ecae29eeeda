package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker who is on the way to a door.
 *
 * @param setOutAt when the worker took it, but not before it begins
 * @param seen roughly where, and when; null when that is not known
 * @param first another door at which the worker still is
 */
public record OnTheWay(
        StationRef at,
        GeoPoint door,
        Instant setOutAt,
        @Nullable Seen seen,
        StationLoad.@Nullable InHand first) {

    public record Seen(GeoPoint place, Instant at) {}
}
