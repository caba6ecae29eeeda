package community.doorstep.canteen;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteOrderTests {

    private static final GeoPoint STATION = new GeoPoint(26.58, 101.71);

    @Test
    void visitsEveryDoorOnceAndIsNoLongerThanNearestNext() {
        Random random = new Random(7);
        double ours = 0;
        double nearest = 0;
        for (int round = 0; round < 200; round++) {
            List<GeoPoint> doors = doors(random, 2 + random.nextInt(11));
            List<GeoPoint> route = RouteOrder.of(STATION, doors, GeoPoint::metresTo);
            assertThat(route).containsExactlyInAnyOrderElementsOf(doors);
            double length = RouteOrder.length(STATION, route, GeoPoint::metresTo);
            double greedy = RouteOrder.length(
                    STATION, RouteOrder.nearestNext(STATION, doors, GeoPoint::metresTo), GeoPoint::metresTo);
            assertThat(length).isLessThanOrEqualTo(greedy + 1e-6);
            ours += length;
            nearest += greedy;
        }
        assertThat(ours).isLessThan(nearest * 0.98);
    }

    @Test
    void isNearlyAsShortAsTheShortestOfAll() {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            List<GeoPoint> doors = doors(random, 6);
            double ours =
                    RouteOrder.length(STATION, RouteOrder.of(STATION, doors, GeoPoint::metresTo), GeoPoint::metresTo);
            assertThat(ours).isLessThanOrEqualTo(shortest(STATION, doors) * 1.25);
        }
    }

    private static double shortest(GeoPoint at, List<GeoPoint> left) {
        double best = left.isEmpty() ? 0 : Double.MAX_VALUE;
        for (GeoPoint next : left) {
            List<GeoPoint> rest = new ArrayList<>(left);
            rest.remove(next);
            best = Math.min(best, at.metresTo(next) + shortest(next, rest));
        }
        return best;
    }

    private static List<GeoPoint> doors(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(door -> new GeoPoint(26.57 + random.nextDouble() / 50, 101.70 + random.nextDouble() / 50))
                .toList();
    }

    @Test
    void nothingToVisitIsNoRoute() {
        assertThat(RouteOrder.of(STATION, List.of(), GeoPoint::metresTo)).isEmpty();
    }
}
