package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class StreamsTests {

    private final Streams streams = new Streams(QueueFixture.SETTINGS);

    @Test
    void endWhenTheApplicationStopsAndBeforeTheWebServerWaitsForThem() {
        streams.start();

        StepVerifier.create(streams.kept(Flux.never()).filter(event -> event.comment() == null))
                .expectSubscription()
                .then(streams::stop)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
        assertThat(streams.getPhase()).isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    }

    @Test
    void beginWithACommentAndKeepThePhoneAwake() {
        streams.start();

        StepVerifier.withVirtualTime(() -> streams.kept(Flux.never()))
                .expectNextMatches(event -> "".equals(event.comment()))
                .thenAwait(QueueFixture.SETTINGS.heartbeat())
                .expectNextMatches(event -> "".equals(event.comment()))
                .thenCancel()
                .verify();
    }

    @Test
    void endAfterAWhileSoThatTheTokenIsCheckedAnew() {
        streams.start();

        StepVerifier.withVirtualTime(() -> streams.kept(Flux.never()).filter(event -> event.comment() == null))
                .expectSubscription()
                .expectNoEvent(QueueFixture.SETTINGS.streamLength().minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();
    }

    @Test
    void aPhoneThatLagsTooFarIsCutOffQuietly() {
        streams.start();
        Sinks.Many<ServerSentEvent<Object>> crowd = Sinks.many().multicast().directBestEffort();

        StepVerifier.create(streams.kept(crowd.asFlux().onBackpressureBuffer(4)), 0)
                .then(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        crowd.tryEmitNext(ServerSentEvent.<Object>builder(i).build());
                    }
                })
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(event -> true)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void aFeedThatNobodyHeardForAWhileIsReadAnew() {
        AtomicInteger readers = new AtomicInteger();

        StepVerifier.withVirtualTime(() -> {
                    Flux<Integer> feed = StationFeeds.shared(Flux.defer(
                            () -> Flux.just(readers.incrementAndGet()).concatWith(Flux.never())));
                    return Flux.concat(
                            feed.take(1),
                            feed.take(1),
                            feed.take(1).delaySubscription(StationFeeds.GRACE.plusMillis(1)));
                })
                .expectNext(1, 1)
                .thenAwait(StationFeeds.GRACE.plusMillis(2))
                .expectNext(2)
                .verifyComplete();
    }
}
