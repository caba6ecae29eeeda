package community.doorstep.shared;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks Redis for what only makes things quicker: an error or a time-out is an empty answer, and while Redis is known
 * to be away nobody waits for it.
 */
@Component
public class RedisHint implements SmartLifecycle {

    private static final long AWAY_NANOS = 1_000_000_000;

    private final ReactiveStringRedisTemplate redis;
    private final MeterRegistry meters;
    private volatile long awayUntil = System.nanoTime();
    private volatile boolean connected;
    private volatile boolean running;

    RedisHint(ReactiveStringRedisTemplate redis, MeterRegistry meters) {
        this.redis = redis;
        this.meters = meters;
    }

    /** The command's answer; empty when there is none, or Redis is away. */
    public <T> Mono<T> ask(Function<ReactiveStringRedisTemplate, Mono<T>> command) {
        return Mono.defer(() -> isAway() ? Mono.<T>empty() : connecting(command.apply(redis)))
                .onErrorResume(Exception.class, this::away);
    }

    /** The first command waits for the connection that Spring's template shares: not on an event loop. */
    private <T> Mono<T> connecting(Mono<T> command) {
        return connected
                ? command
                : command.doOnSuccess(answer -> connected = true).subscribeOn(Schedulers.boundedElastic());
    }

    /** Whether Redis failed within the last second. */
    public boolean isAway() {
        return System.nanoTime() - awayUntil < 0;
    }

    private <T> Mono<T> away(Exception error) {
        awayUntil = System.nanoTime() + AWAY_NANOS;
        meters.counter("doorstep.redis.away").increment();
        return Mono.empty();
    }

    @Override
    public void start() {
        running = true;
    }

    /** The connection ends with the factory that made it; after another start it is made anew. */
    @Override
    public void stop() {
        running = false;
        connected = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before whoever may ask. */
    @Override
    public int getPhase() {
        return 1;
    }
}
