package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.RedisHint;
import community.doorstep.shared.StationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Says at which station something changed, so that nobody waits for the next look, and whose rights or sessions did. The
 * scripts that write an event publish the word in Redis, for all instances; one that Redis did not take is said within
 * this instance. A word that is lost does no harm: the next look comes anyway, and a stream does not last.
 */
@Component
class Changes implements SmartLifecycle {

    /** As in the scripts; the message is the station's id. */
    private static final String STATIONS = "d:news";

    /** The message is the person's id. */
    private static final String PEOPLE = "d:people";

    private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_SPIN = Duration.ofMillis(100);

    private final ReactiveStringRedisTemplate redis;
    private final RedisHint hint;
    private final Sinks.Many<StationId> stations = Sinks.many().multicast().directBestEffort();
    private final Sinks.Many<PersonId> people = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable listening;

    Changes(ReactiveStringRedisTemplate redis, RedisHint hint) {
        this.redis = redis;
        this.hint = hint;
    }

    /** Within this instance. */
    void at(StationId station) {
        say(station, stations);
    }

    Flux<StationId> stations() {
        return stations.asFlux();
    }

    /** To all instances; to this one at least. */
    Mono<Void> of(PersonId person) {
        return hint.ask(PEOPLE, (commands, channel) -> commands.publish(channel, person.toString()))
                .switchIfEmpty(Mono.fromRunnable(() -> say(person, people)))
                .then();
    }

    Flux<PersonId> people() {
        return people.asFlux();
    }

    private static <T> void say(T what, Sinks.Many<T> to) {
        to.emitNext(what, Sinks.EmitFailureHandler.busyLooping(LONGEST_SPIN));
    }

    private void heard(ReactiveSubscription.Message<String, String> message) {
        if (message.getChannel().equals(PEOPLE)) {
            say(PersonId.of(message.getMessage()), people);
        } else {
            at(StationId.of(message.getMessage()));
        }
    }

    /**
     * A connection that breaks is made again by the driver; the first is waited for, Redis may not be there yet, and not on
     * an event loop.
     */
    @Override
    public void start() {
        listening = Flux.defer(() -> redis.listenToChannel(STATIONS, PEOPLE))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(this::heard)
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
