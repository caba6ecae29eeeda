package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.StationRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Rebuilds stations in Redis from PostgreSQL, one instance at a time: empties the station, reads what is open, carries
 * it in by version (so that what commits meanwhile is not overwritten), and opens the station under a new generation.
 */
@Component
class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration TRY_EVERY = Duration.ofSeconds(1);
    private static final int CHUNK = 500;

    /** A Redis that was slow once is asked again within a second or two, and not all begun anew. */
    private static final int TRIES = 4;

    private static final Duration A_MOMENT = Duration.ofMillis(400);

    /** Equal to itself only, so that a wish made during a rebuild outlives it. */
    private static final class Wish {
        /** A state did not reach Redis: the station must be rebuilt even if it looks whole. */
        private final boolean evenIfWhole;

        Wish(boolean evenIfWhole) {
            this.evenIfWhole = evenIfWhole;
        }
    }

    private final StationQueue queue;
    private final StationReads reads;
    private final MeterRegistry meters;
    private final Map<StationRef, Wish> wanted = new ConcurrentHashMap<>();
    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();
    private Disposable running = Disposables.disposed();

    Rebuilds(StationQueue queue, StationReads reads, MeterRegistry meters) {
        this.queue = queue;
        this.reads = reads;
        this.meters = meters;
    }

    /** The station has no generation. */
    void lost(StationRef station) {
        if (wanted.putIfAbsent(station, new Wish(false)) == null) {
            nudges.tryEmitNext(true);
        }
    }

    /** A state did not reach Redis. */
    void missed(StationRef station) {
        wanted.put(station, new Wish(true));
    }

    /** Rebuilds what is wanted; what does not succeed stays wanted. */
    Mono<Void> work() {
        return Flux.fromIterable(List.copyOf(wanted.entrySet()))
                .concatMap(station -> attempt(station.getKey(), station.getValue()))
                .then();
    }

    private Mono<Void> attempt(StationRef at, Wish wish) {
        return queue.stands(at.station())
                .flatMap(stands -> stands && !wish.evenIfWhole ? Mono.just(true) : anew(at))
                .filter(done -> done)
                .doOnNext(done -> wanted.remove(at, wish))
                .onErrorResume(error -> putOff(at, error))
                .then();
    }

    /** Also when Redis has no memory left to be rebuilt in: nobody goes by what it still says. */
    private Mono<Boolean> anew(StationRef at) {
        return queue.forsake(at.station()).then(Mono.defer(() -> rebuild(at)));
    }

    private Mono<Boolean> putOff(StationRef at, Throwable error) {
        log.warn("{} could not be rebuilt in Redis and is tried again: {}", at, error.toString());
        return Mono.just(false);
    }

    /** False when another instance is at it. */
    Mono<Boolean> rebuild(StationRef at) {
        String token = Ids.next().toString();
        return queue.lock(at.station(), token)
                .filter(locked -> locked)
                .flatMap(locked -> queue.clear(at.station(), token))
                .filter(cleared -> cleared)
                .flatMap(cleared -> load(at, token))
                .flatMap(jobs -> queue.open(at.station(), token, token))
                .doOnNext(opened -> count(at, opened))
                .defaultIfEmpty(false);
    }

    /** How many jobs were carried in; fails when Redis or the lock went away meanwhile. */
    private Mono<Integer> load(StationRef at, String token) {
        return reads.lines(at, CHUNK)
                .concatMap(lines -> queue.fill(at.station(), token, lines)
                        .repeatWhenEmpty(TRIES, times -> times.delayElements(A_MOMENT)))
                .reduce(0, Integer::sum);
    }

    private void count(StationRef at, boolean opened) {
        if (opened) {
            meters.counter("doorstep.dispatch.rebuilds").increment();
            log.info("{} was rebuilt in Redis", at);
        }
    }

    @Override
    public void start() {
        running = Flux.merge(Flux.interval(TRY_EVERY).map(tick -> true), nudges.asFlux())
                .onBackpressureLatest()
                .concatMap(look -> Detached.unbroken(work()), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
