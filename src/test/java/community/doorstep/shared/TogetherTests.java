package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class TogetherTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

    private Mono<List<String>> answer(List<Integer> questions) {
        asked.add(questions);
        return questions.contains(13)
                ? Mono.error(new IllegalArgumentException("13"))
                : Mono.just(questions.stream().map(String::valueOf).toList());
    }

    @Test
    void aLoneQuestionIsAskedAtOnce() {
        Together<Integer, String> together = new Together<>(10, 1, this::answer);
        assertThat(together.ask(1).block(LONG)).isEqualTo("1");
        assertThat(together.ask(2).block(LONG)).isEqualTo("2");
        assertThat(asked).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whatQueuesMeanwhileGoesTogether() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Together<Integer, String> together =
                new Together<>(4, 1, questions -> gate.asMono().then(Mono.defer(() -> answer(questions))));
        Mono<List<String>> answers = Flux.range(1, 9)
                .flatMapSequential(together::ask, 9)
                .collectList()
                .doOnSubscribe(started -> Schedulers.parallel()
                        .schedule(gate::tryEmitEmpty, 300, java.util.concurrent.TimeUnit.MILLISECONDS));
        assertThat(answers.block(LONG)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(asked).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6, 7, 8, 9));
    }

    @Test
    void whatMustStandApartWaitsForTheNextGroup() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Together<Integer, String> together = new Together<>(
                10,
                1,
                question -> List.of(question % 10),
                questions -> gate.asMono().then(Mono.defer(() -> answer(questions))));
        Mono<List<String>> answers = Flux.just(1, 2, 3, 12, 4, 22, 32)
                .flatMapSequential(together::ask, 7)
                .collectList()
                .doOnSubscribe(started -> Schedulers.parallel()
                        .schedule(gate::tryEmitEmpty, 300, java.util.concurrent.TimeUnit.MILLISECONDS));
        assertThat(answers.block(LONG)).containsExactly("1", "2", "3", "12", "4", "22", "32");
        assertThat(asked).containsExactly(List.of(1), List.of(2, 3), List.of(12, 4), List.of(22), List.of(32));
    }

    @Test
    void aQuestionThatFailsDoesNotFailItsNeighbours() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Together<Integer, String> together =
                new Together<>(10, 1, questions -> gate.asMono().then(Mono.defer(() -> answer(questions))));
        Mono<List<String>> answers = Flux.just(1, 12, 13, 14)
                .flatMapSequential(question -> together.ask(question).onErrorResume(error -> Mono.just("failed")), 4)
                .collectList()
                .doOnSubscribe(started -> Schedulers.parallel()
                        .schedule(gate::tryEmitEmpty, 300, java.util.concurrent.TimeUnit.MILLISECONDS));
        assertThat(answers.block(LONG)).containsExactly("1", "12", "failed", "14");
    }

    @Test
    void aCrowdFromManyThreadsIsAnsweredInFewQuestions() {
        AtomicInteger groups = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        Together<Integer, String> together = new Together<>(64, 3, questions -> {
            groups.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return Mono.delay(Duration.ofMillis(1))
                    .map(tick -> questions.stream().map(String::valueOf).toList())
                    .doOnNext(done -> now.decrementAndGet());
        });
        List<String> answers = Flux.range(0, 20_000)
                .parallel(4)
                .runOn(Schedulers.boundedElastic())
                .flatMap(question -> together.ask(question).filter(String.valueOf(question)::equals), false, 200)
                .sequential()
                .collectList()
                .block(LONG);
        assertThat(answers).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(groups.get()).isLessThan(10_000);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }
}
