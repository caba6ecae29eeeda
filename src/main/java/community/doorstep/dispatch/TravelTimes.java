package community.doorstep.dispatch;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** How much longer workers take who are on the way: told by whoever knows how long ways took lately. */
public interface TravelTimes {

    /** Within how long two of three are there, in the order of the questions; never negative. */
    Mono<List<Duration>> left(List<OnTheWay> workers);
}
