package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job at which it is time to look, locked for whoever looks.
 *
 * @param waitingSince since when it waits; null unless it does
 * @param rung how far it has come: 0 nobody has looked yet, then one of {@link Rung}
 * @param offeredUntil while it is offered to somebody
 */
public record DueJob(
        JobId id,
        StationRef at,
        JobState state,
        String skill,
        boolean stairs,
        boolean unpopular,
        GeoPoint place,
        Instant startsAt,
        Instant promisedBy,
        @Nullable Instant waitingSince,
        int rung,
        boolean openToAll,
        @Nullable Instant offeredUntil,
        @Nullable PersonId worker,
        List<StationRef> guests) {

    public DueJob climbed(int to, boolean open) {
        return new DueJob(
                id,
                at,
                state,
                skill,
                stairs,
                unpopular,
                place,
                startsAt,
                promisedBy,
                waitingSince,
                to,
                open,
                open ? null : offeredUntil,
                worker,
                guests);
    }
}
