package community.doorstep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
