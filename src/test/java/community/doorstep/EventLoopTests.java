package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The guard that fails tests which block an event loop is itself on duty. */
class EventLoopTests {

    @Test
    void aBlockingCallOnAnEventLoopFails() {
        Mono<Long> blocking = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return 1L;
                })
                .subscribeOn(Schedulers.parallel());

        assertThatThrownBy(() -> blocking.block(Duration.ofSeconds(5)))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void aLatchOnAnEventLoopFails() {
        Mono<Boolean> blocking = Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS))
                .subscribeOn(Schedulers.parallel());

        assertThatThrownBy(() -> blocking.block(Duration.ofSeconds(5)))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void aMutexHeldForAMomentIsAllowed() {
        ReentrantLock mutex = new ReentrantLock();
        mutex.lock();
        Mono<Boolean> meeting = Mono.fromCallable(() -> {
                    mutex.lock();
                    return mutex.isHeldByCurrentThread();
                })
                .subscribeOn(Schedulers.parallel());

        CompletableFuture<Boolean> met = meeting.toFuture();
        await().until(mutex::hasQueuedThreads);
        mutex.unlock();

        assertThat(met.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void aBlockingCallElsewhereIsAllowed() {
        StepVerifier.create(Mono.fromCallable(() -> {
                            Thread.sleep(1);
                            return 1L;
                        })
                        .subscribeOn(Schedulers.boundedElastic()))
                .expectNext(1L)
                .verifyComplete();
    }
}
