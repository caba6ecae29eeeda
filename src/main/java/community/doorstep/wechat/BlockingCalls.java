package community.doorstep.wechat;

import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs one SDK's blocking calls on threads of their own; whatever keeps a call from WeChat becomes a refusal. */
final class BlockingCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BlockingCalls.class);
    private static final int WAITING_PER_THREAD = 32;

    private final Scheduler threads;
    private final Duration patience;

    BlockingCalls(String name, int threads, Duration patience) {
        this.threads = Schedulers.newBoundedElastic(threads, threads * WAITING_PER_THREAD, name, 60, true);
        this.patience = patience;
    }

    <T> Mono<T> run(String name, Callable<T> call) {
        return Mono.fromCallable(() -> translating(name, call))
                .subscribeOn(threads)
                .timeout(patience)
                .onErrorMap(TimeoutException.class, late -> unavailable(name, late))
                .onErrorMap(RejectedExecutionException.class, full -> unavailable(name, full));
    }

    /** Already here, so that Reactor has nothing sensitive to log should nobody wait for the failure any more. */
    private static <T> T translating(String name, Callable<T> call) {
        try {
            return call.call();
        } catch (Refusal | WechatNotYet known) {
            throw known;
        } catch (Exception failure) {
            throw unavailable(name, failure);
        }
    }

    private static Refusal unavailable(String name, Throwable failure) {
        log.warn("WeChat call {} failed: {}", name, describe(failure));
        return WechatRefusals.unavailable();
    }

    /** Class names only: the SDKs put URLs with tokens, signatures and bodies into their messages. */
    private static String describe(Throwable failure) {
        if (failure instanceof UnexpectedAnswer answer && answer.getMessage() != null) {
            return answer.getMessage();
        }
        List<String> causes = new ArrayList<>();
        for (@Nullable Throwable cause = failure; cause != null && causes.size() < 5; cause = cause.getCause()) {
            causes.add(cause.getClass().getSimpleName());
        }
        return String.join(", caused by ", causes);
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
