package community.doorstep.shared;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Work done again and again while the application runs; what fails is logged and tried again soon. */
public abstract class Repeating implements SmartLifecycle {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Duration every;
    private final Supplier<Mono<?>> work;
    private @Nullable Disposable running;

    protected Repeating(Duration every, Supplier<Mono<?>> work) {
        this.every = every;
        this.work = work;
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(turn -> untilDone(), 1)
                .subscribe();
    }

    /** A long pause between turns is no reason to leave a turn out. */
    private Mono<Void> untilDone() {
        return Detached.unbroken(Mono.defer(work).then())
                .doOnError(this::failed)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, shorter(every, FIRST_PAUSE))
                        .maxBackoff(shorter(every, LONGEST_PAUSE)));
    }

    private void failed(Throwable error) {
        if (Outage.isOne(error)) {
            log.warn("{} failed and is tried again: {}", getClass().getSimpleName(), error.toString());
        } else {
            log.error("{} failed and is tried again", getClass().getSimpleName(), error);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
