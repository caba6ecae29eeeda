package community.doorstep.dispatch;

import community.doorstep.shared.StationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Says at which station something changed, so that nobody waits for the next look. The scripts that write an event publish
 * the word in Redis, for all instances; one that Redis did not take is said within this instance. A word that is lost does
 * no harm: the next look comes anyway.
 */
@Component
class Changes implements SmartLifecycle {

    /** As in the scripts; the message is the station's id. */
    private static final String CHANNEL = "d:news";

    private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_SPIN = Duration.ofMillis(100);

    private final ReactiveStringRedisTemplate redis;
    private final Sinks.Many<StationId> changes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable listening;

    Changes(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    void at(StationId station) {
        changes.emitNext(station, Sinks.EmitFailureHandler.busyLooping(LONGEST_SPIN));
    }

    Flux<StationId> flux() {
        return changes.asFlux();
    }

    /**
     * A connection that breaks is made again by the driver; the first is waited for, Redis may not be there yet, and not on
     * an event loop.
     */
    @Override
    public void start() {
        listening = Flux.defer(() -> redis.listenToChannel(CHANNEL))
                .subscribeOn(Schedulers.boundedElastic())
                .map(ReactiveSubscription.Message::getMessage)
                .map(StationId::of)
                .doOnNext(this::at)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LISTEN_AGAIN))
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable begun = listening;
        listening = null;
        if (begun != null) {
            begun.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
