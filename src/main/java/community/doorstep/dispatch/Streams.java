package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps streams open with comments, ends them after a while (the phone comes again, with its token checked anew) and
 * when the application stops: first of all, or they would hold up its end.
 */
@Component
class Streams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final DispatchSettings settings;
    private volatile Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean running;

    Streams(DispatchSettings settings) {
        this.settings = settings;
    }

    /**
     * The answer to who opens a stream. How it was found out what to tell them is let go of as soon as it is known: a
     * stream lasts, and with each the whole of it (connections, statements, rows) would stay in memory.
     */
    static Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> answered(Mono<Flux<ServerSentEvent<Object>>> opened) {
        return Detached.unbroken(opened).map(ResponseEntity::ok);
    }

    /** A stream that fails, or whose phone lags too far behind, is ended; the phone resumes. */
    Flux<ServerSentEvent<Object>> kept(Flux<ServerSentEvent<Object>> events) {
        return Flux.defer(() -> awake(events))
                .takeUntilOther(Mono.firstWithSignal(closing.asMono(), Mono.delay(settings.streamLength())))
                .onErrorResume(Streams::ended);
    }

    /** Until the events are over. */
    private Flux<ServerSentEvent<Object>> awake(Flux<ServerSentEvent<Object>> events) {
        Sinks.Empty<Void> over = Sinks.empty();
        Flux<ServerSentEvent<Object>> comments = Flux.interval(Duration.ZERO, settings.heartbeat())
                .onBackpressureDrop()
                .map(beat -> ServerSentEvent.<Object>builder().comment("").build());
        return Flux.merge(comments.takeUntilOther(over.asMono()), events.doOnComplete(over::tryEmitEmpty));
    }

    private static Flux<ServerSentEvent<Object>> ended(Throwable error) {
        log.debug("A stream ends early; the phone comes again", error);
        return Flux.empty();
    }

    @Override
    public void start() {
        closing = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        closing.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server, which waits for open answers. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
