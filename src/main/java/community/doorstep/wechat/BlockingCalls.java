package community.doorstep.wechat;

import community.doorstep.shared.Refusal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs one SDK's blocking calls on threads of their own; whatever keeps a call from WeChat becomes a refusal. While most
 * calls fail, a circuit breaker turns the others away at once. Each call is timed by name and outcome.
 */
final class BlockingCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BlockingCalls.class);
    private static final int WAITING_PER_THREAD = 32;

    private final String api;
    private final Scheduler threads;
    private final Duration patience;
    private final CircuitBreaker breaker;
    private final RetryBudget budget = new RetryBudget();

    BlockingCalls(String api, int threads, Duration patience, CircuitBreaker breaker) {
        this.api = api;
        this.threads = Schedulers.newBoundedElastic(threads, threads * WAITING_PER_THREAD, api, 60, true);
        this.patience = patience;
        this.breaker = breaker;
    }

    /** Once, whatever happens. */
    <T> Mono<T> run(String name, Callable<T> call) {
        return tried(name, call).onErrorMap(CallFailed.class, failed -> WechatRefusals.unavailable());
    }

    /** Once more when no answer came, for calls whose repetition changes nothing and while few of them need it. */
    <T> Mono<T> repeatable(String name, Callable<T> call) {
        return tried(name, call)
                .doOnNext(answer -> budget.earn())
                .onErrorResume(
                        failed -> failed instanceof CallFailed lost && lost.mayPass() && budget.spend(),
                        lost -> tried(name, call))
                .onErrorMap(CallFailed.class, failed -> WechatRefusals.unavailable());
    }

    /** As {@link #run}, but fails with {@link CallFailed}, which knows whether WeChat was reached. */
    <T> Mono<T> tried(String name, Callable<T> call) {
        return Mono.fromCallable(() -> guarded(name, call))
                .subscribeOn(threads)
                .timeout(patience)
                .onErrorMap(TimeoutException.class, late -> lost(name, CallFailed.late()))
                .onErrorMap(RejectedExecutionException.class, full -> lost(name, CallFailed.notAsked("too many")));
    }

    /** Already here, so that Reactor has nothing sensitive to log should nobody wait for the failure any more. */
    private <T> T guarded(String name, Callable<T> call) {
        if (!breaker.tryAcquirePermission()) {
            throw lost(name, CallFailed.notAsked("breaker open"));
        }
        long start = System.nanoTime();
        try {
            T answer = call.call();
            answered(name, start, "ok");
            return answer;
        } catch (UnexpectedAnswer answer) {
            throw unexpected(name, start, answer);
        } catch (Refusal refusal) {
            answered(name, start, refusal.code());
            throw refusal;
        } catch (WechatNotYet early) {
            answered(name, start, "not-yet");
            throw early;
        } catch (Exception failure) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            time(name, start, "failed");
            throw lost(name, CallFailed.of(failure));
        }
    }

    /** WeChat is there, whatever it says. */
    private void answered(String name, long start, String outcome) {
        breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        time(name, start, outcome);
    }

    private CallFailed unexpected(String name, long start, UnexpectedAnswer answer) {
        if (answer.isOutage()) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, answer);
        } else {
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        time(name, start, "unexpected");
        return lost(name, CallFailed.answered(String.valueOf(answer.getMessage())));
    }

    private CallFailed lost(String name, CallFailed failed) {
        log.warn("WeChat call {} failed: {}", name, failed.getMessage());
        return failed;
    }

    private void time(String name, long start, String outcome) {
        Timer.builder("doorstep.wechat.calls")
                .tags("api", api, "call", name, "outcome", outcome)
                .register(Metrics.globalRegistry)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
