package community.doorstep.promise;

import community.doorstep.dispatch.OnTheWay;
import community.doorstep.dispatch.TravelTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much longer workers are on the way, as ways took at their stations lately: what promises go by, too. */
@Component
class Travels implements TravelTimes {

    private final Promises promises;
    private final Clock clock;

    Travels(Promises promises, Clock clock) {
        this.promises = promises;
        this.clock = clock;
    }

    @Override
    public Mono<List<Duration>> left(List<OnTheWay> workers) {
        return Flux.fromIterable(workers).concatMap(this::left).collectList();
    }

    private Mono<Duration> left(OnTheWay worker) {
        return promises.known(worker.at()).map(station -> {
            double seconds = station.habits().left(station.place(), worker, clock.instant());
            return Duration.ofMillis(Math.round(1000 * seconds));
        });
    }
}
