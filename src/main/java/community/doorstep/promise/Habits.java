package community.doorstep.promise;

import community.doorstep.dispatch.OnTheWay;
import community.doorstep.dispatch.StationLoad;
import community.doorstep.shared.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How long jobs take at a station.
 *
 * @param travel as a multiple of {@link #way}
 */
record Habits(Habit reaction, Habit travel, Habit handling) {

    /** Down the stairs, and out of the gate. */
    private static final double SET_OUT = 45;

    /** Streets are longer than the straight line; on foot or by electric bicycle. */
    private static final double SECONDS_PER_METRE = 1.3 / 2.5;

    /** Who waits would rather be surprised early than late. */
    private static final double LIKELY = 2 / 3.0;

    private static final double USUAL_DEGREES = 0.0045;

    static Habits of(GeoPoint station, List<StationLoad.Times> seen) {
        return new Habits(
                new Habit(40, 0.7, values(seen, StationLoad.Times::reaction)),
                new Habit(1, 0.4, values(seen, times -> times.travel() / way(from(station, times), times.place()))),
                new Habit(1200, 0.6, values(seen, StationLoad.Times::handling)));
    }

    private static GeoPoint from(GeoPoint station, StationLoad.Times times) {
        return times.from() == null ? station : times.from();
    }

    private static double[] values(List<StationLoad.Times> seen, ToDoubleFunction<StationLoad.Times> part) {
        return seen.stream().mapToDouble(part).filter(value -> value >= 0).toArray();
    }

    /** Seconds that one would think it takes. */
    static double way(GeoPoint from, GeoPoint to) {
        return SET_OUT + from.metresTo(to) * SECONDS_PER_METRE;
    }

    /** Seconds within which two of three are at the door who have set out like this worker; never negative. */
    double left(GeoPoint station, OnTheWay worker, Instant now) {
        StationLoad.InHand first = worker.first();
        if (first != null && first.arrivedAt() != null) {
            double busy = handling.leftWithin(LIKELY, since(first.arrivedAt(), now));
            return busy + way(first.place(), worker.door()) * travel.leftWithin(LIKELY, 0);
        }
        OnTheWay.Seen seen = worker.seen();
        if (seen != null && seen.at().isAfter(worker.setOutAt())) {
            double ahead = seen.place().metresTo(worker.door()) * SECONDS_PER_METRE * travel.leftWithin(LIKELY, 0);
            return Math.max(0, ahead - since(seen.at(), now));
        }
        double way = way(seen == null ? station : seen.place(), worker.door());
        return way * travel.leftWithin(LIKELY, since(worker.setOutAt(), now) / way);
    }

    private static double since(Instant moment, Instant now) {
        return Math.max(0, Duration.between(moment, now).toMillis() / 1000.0);
    }

    /** For who asks before saying where: some five hundred metres away. */
    static GeoPoint usualDoor(GeoPoint station) {
        return new GeoPoint(Math.min(90, station.latitude() + USUAL_DEGREES), station.longitude());
    }
}
