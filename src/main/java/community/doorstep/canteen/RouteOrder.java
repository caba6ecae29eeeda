package community.doorstep.canteen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * In which order doors are visited from a start: always the nearest next, then legs that cross are turned round (2-opt)
 * until that shortens nothing any more. Not back to the start: the box is empty then.
 */
final class RouteOrder {

    private static final double SHORTER_AT_LEAST = 1e-9;

    private RouteOrder() {}

    /** @param length of the way from one to another, the same both ways */
    static <P> List<P> of(P start, List<P> doors, ToDoubleBiFunction<P, P> length) {
        List<P> route = nearestNext(start, doors, length);
        while (improved(start, route, length)) {
            // Until nothing is shorter; each turn shortens the whole, so it ends.
            continue;
        }
        return route;
    }

    static <P> double length(P start, List<P> route, ToDoubleBiFunction<P, P> length) {
        double sum = 0;
        P at = start;
        for (P next : route) {
            sum += length.applyAsDouble(at, next);
            at = next;
        }
        return sum;
    }

    static <P> List<P> nearestNext(P start, List<P> doors, ToDoubleBiFunction<P, P> length) {
        List<P> left = new ArrayList<>(doors);
        List<P> route = new ArrayList<>();
        P at = start;
        while (!left.isEmpty()) {
            int nearest = 0;
            for (int i = 1; i < left.size(); i++) {
                if (length.applyAsDouble(at, left.get(i)) < length.applyAsDouble(at, left.get(nearest))) {
                    nearest = i;
                }
            }
            at = left.remove(nearest);
            route.add(at);
        }
        return route;
    }

    private static <P> boolean improved(P start, List<P> route, ToDoubleBiFunction<P, P> length) {
        boolean improved = false;
        for (int first = 0; first < route.size() - 1; first++) {
            P before = first == 0 ? start : route.get(first - 1);
            for (int last = first + 1; last < route.size(); last++) {
                double was = length.applyAsDouble(before, route.get(first));
                double is = length.applyAsDouble(before, route.get(last));
                if (last + 1 < route.size()) {
                    was += length.applyAsDouble(route.get(last), route.get(last + 1));
                    is += length.applyAsDouble(route.get(first), route.get(last + 1));
                }
                if (is < was - SHORTER_AT_LEAST) {
                    Collections.reverse(route.subList(first, last + 1));
                    improved = true;
                }
            }
        }
        return improved;
    }
}
