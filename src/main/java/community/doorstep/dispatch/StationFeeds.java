package community.doorstep.dispatch;

import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** One reader for each station that somebody on this instance listens to, shared by all who do. */
@Component
class StationFeeds {

    private static final Logger log = LoggerFactory.getLogger(StationFeeds.class);
    static final Duration GRACE = Duration.ofSeconds(5);

    private final StationQueue queue;
    private final StationReads reads;
    private final Rebuilds rebuilds;
    private final Changes changes;
    private final Clock clock;
    private final DispatchSettings settings;
    private final Map<StationRef, Flux<News>> feeds = new ConcurrentHashMap<>();

    StationFeeds(
            StationQueue queue,
            StationReads reads,
            Rebuilds rebuilds,
            Changes changes,
            Clock clock,
            DispatchSettings settings) {
        this.queue = queue;
        this.reads = reads;
        this.rebuilds = rebuilds;
        this.changes = changes;
        this.clock = clock;
        this.settings = settings;
    }

    /** The station's news: first the last that was heard (where the stream stands), then each as it comes. */
    Flux<News> of(StationRef at) {
        return feeds.computeIfAbsent(at, this::feed);
    }

    private Flux<News> feed(StationRef at) {
        return shared(Flux.defer(() -> read(at)));
    }

    /** One for all who listen, and for a while after the last has left; who comes later first hears the last again. */
    static <T> Flux<T> shared(Flux<T> reading) {
        return reading.replay(1).refCount(1, GRACE);
    }

    private Flux<News> read(StationRef at) {
        StationReader reader = new StationReader(at, queue, reads, rebuilds, clock, settings.pollEvery());
        Flux<Object> looks = Flux.merge(
                Flux.interval(Duration.ZERO, settings.readEvery()),
                changes.stations().filter(at.station()::equals));
        return looks.onBackpressureLatest().concatMap(look -> reader.look().onErrorResume(error -> away(at, error)), 1);
    }

    /** PostgreSQL is away too: the streams stay open and go on when it is back. */
    private Flux<News> away(StationRef at, Throwable error) {
        log.debug("{} could not be read; it is tried again", at, error);
        return Flux.empty();
    }
}
