package community.doorstep.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks one question for many: what queues while others are being asked goes together next, so that a lone question
 * never waits for company and a crowd costs few queries. For reading, or for what may be asked again when its answer was
 * lost; a question is asked to its end, whoever has left. Refuses {@code busy} (503) when too many wait.
 */
public final class Together<Q, A> {

    private static final int MOST_WAITING = 5_000;

    /** @param home where its request is served: the answers of a group are written by all event loops */
    private record Waiting<Q, A>(Q question, Collection<?> apart, Sinks.One<A> answer, Executor home) {}

    private final int most;
    private final int atOnce;
    private final int mostWaiting;
    private final Function<Q, Collection<?>> apart;
    private final Function<List<Q>, Mono<List<A>>> ask;
    private final ConcurrentLinkedQueue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param most questions that go together
     * @param atOnce how many such groups are asked at the same time
     * @param ask answers in the order of the questions
     */
    public Together(int most, int atOnce, Function<List<Q>, Mono<List<A>>> ask) {
        this(most, atOnce, MOST_WAITING, question -> List.of(), ask);
    }

    /** @param apart what no two questions of a group have in common: the second waits for the next group */
    public Together(int most, int atOnce, Function<Q, Collection<?>> apart, Function<List<Q>, Mono<List<A>>> ask) {
        this(most, atOnce, MOST_WAITING, apart, ask);
    }

    public Together(
            int most,
            int atOnce,
            int mostWaiting,
            Function<Q, Collection<?>> apart,
            Function<List<Q>, Mono<List<A>>> ask) {
        this.most = most;
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
        this.apart = apart;
        this.ask = ask;
    }

    public Mono<A> ask(Q question) {
        return Mono.defer(() -> {
            Collection<?> own = apart.apply(question);
            if (length.incrementAndGet() > mostWaiting) {
                length.decrementAndGet();
                return Mono.error(Refusal.unavailable("busy", Duration.ofSeconds(1)));
            }
            Waiting<Q, A> waiting = new Waiting<>(question, own, Sinks.one(), EventLoops.here());
            queue.add(waiting);
            next();
            return waiting.answer().asMono();
        });
    }

    private void next() {
        while (!queue.isEmpty() && enter()) {
            List<Waiting<Q, A>> taken = take();
            if (taken.isEmpty()) {
                underWay.decrementAndGet();
            } else {
                serve(taken).doFinally(end -> leave()).subscribe();
            }
        }
    }

    /** Never more than may be, not even for a moment: whoever leaves then would find no place, and nobody would look again. */
    private boolean enter() {
        for (int now = underWay.get(); now < atOnce; now = underWay.get()) {
            if (underWay.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void leave() {
        underWay.decrementAndGet();
        next();
    }

    /** One at a time, so that what was looked at is what is taken. */
    private synchronized List<Waiting<Q, A>> take() {
        List<Waiting<Q, A>> taken = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        Waiting<Q, A> head = queue.peek();
        while (head != null && taken.size() < most && isApart(head.apart(), known)) {
            queue.remove();
            length.decrementAndGet();
            taken.add(head);
            head = queue.peek();
        }
        return taken;
    }

    private static boolean isApart(Collection<?> own, Set<Object> known) {
        boolean apartFromAll = Collections.disjoint(known, own);
        known.addAll(own);
        return apartFromAll;
    }

    /** One question that fails does not fail its neighbours: they are asked again, each alone. */
    private Mono<Void> serve(List<Waiting<Q, A>> taken) {
        return Mono.defer(() -> ask.apply(taken.stream().map(Waiting::question).toList()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Questions were not answered")))
                .doOnNext(answers -> answer(taken, answers))
                .then()
                .onErrorResume(error -> taken.size() == 1 || Outage.isOne(error)
                        ? Mono.fromRunnable(
                                () -> taken.forEach(one -> one.answer().tryEmitError(error)))
                        : Flux.fromIterable(taken)
                                .concatMap(one -> serve(List.of(one)))
                                .then());
    }

    private static <Q, A> void answer(List<Waiting<Q, A>> taken, List<A> answers) {
        Map<Executor, List<Runnable>> byHome = new HashMap<>();
        for (int i = 0; i < taken.size(); i++) {
            Waiting<Q, A> waiting = taken.get(i);
            A answer = answers.get(i);
            byHome.computeIfAbsent(waiting.home(), home -> new ArrayList<>())
                    .add(() -> waiting.answer().tryEmitValue(answer));
        }
        byHome.forEach((home, all) -> home.execute(() -> all.forEach(Runnable::run)));
    }
}
