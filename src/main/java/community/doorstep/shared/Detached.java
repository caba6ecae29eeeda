package community.doorstep.shared;

import java.time.Duration;
import java.util.concurrent.Phaser;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs a write to its end even when the caller hangs up: a subscriber that cancels can wedge a PostgreSQL connection,
 * and half of a command helps nobody. A stop of the application waits for what is under way.
 */
@Component
public class Detached implements SmartLifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Phaser underWay = new Phaser(1);
    private volatile boolean running;

    /** The work's answer; a cancelled subscriber loses the answer, not the work. */
    public <T> Mono<T> run(Mono<T> work) {
        return Mono.defer(() -> {
            Sinks.One<T> answer = Sinks.one();
            underWay.register();
            work.doFinally(end -> underWay.arriveAndDeregister())
                    .subscribe(answer::tryEmitValue, answer::tryEmitError, answer::tryEmitEmpty);
            return answer.asMono();
        });
    }

    /**
     * A read that goes on when its subscriber leaves, so that its connection goes back to the pool whole. No stop of the
     * application waits for it.
     */
    public static <T> Mono<T> unbroken(Mono<T> read) {
        return Mono.deferContextual(context -> {
            Sinks.One<T> answer = Sinks.one();
            read.contextWrite(context).subscribe(answer::tryEmitValue, answer::tryEmitError, answer::tryEmitEmpty);
            return answer.asMono();
        });
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        int phase = underWay.arrive();
        try {
            underWay.awaitAdvanceInterruptibly(phase, LONGEST_STOP.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new IllegalStateException("Writes were still under way after " + LONGEST_STOP, slow);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server has stopped taking requests, before the pools close. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 2048;
    }
}
