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

/** Work done again and again while the application runs; a failure is logged and tried again at the next turn. */
public abstract class Repeating implements SmartLifecycle {

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
                .concatMap(turn -> Detached.unbroken(Mono.defer(work).then()).onErrorResume(this::failed), 1)
                .subscribe();
    }

    private Mono<Void> failed(Throwable error) {
        log.warn("{} failed and is tried again in {}", getClass().getSimpleName(), every, error);
        return Mono.empty();
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
