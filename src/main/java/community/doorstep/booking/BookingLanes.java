package community.doorstep.booking;

import community.doorstep.shared.Detached;
import community.doorstep.shared.EventLoops;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rush;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where demands queue. A batch is what queued while the last one committed, so a lone demand never waits for company.
 * Refuses {@code busy} (503) when too many wait.
 */
@Component
@EnableConfigurationProperties(BookingSettings.class)
class BookingLanes {

    private final BookingBatch batch;
    private final Detached detached;
    private final Rush rush;
    private final BookingSettings settings;
    private final DistributionSummary sizes;
    private final List<Lane> lanes = new ArrayList<>();

    BookingLanes(BookingBatch batch, Detached detached, Rush rush, BookingSettings settings, MeterRegistry meters) {
        this.batch = batch;
        this.detached = detached;
        this.rush = rush;
        this.settings = settings;
        this.sizes = meters.summary("doorstep.booking.batch");
        for (int i = 0; i < settings.lanes(); i++) {
            lanes.add(new Lane());
        }
    }

    /** The decision; the work goes on when the subscriber leaves. */
    Mono<Decision> decide(Demand demand) {
        return detached.run(Mono.defer(() -> {
            Waiting waiting = new Waiting(demand, Sinks.one(), EventLoops.here());
            lanes.get(Math.floorMod(demand.slot().hashCode(), lanes.size())).join(waiting);
            return waiting.answer().asMono();
        }));
    }

    /** @param home where its request is served: the answers of a batch are written by all event loops */
    private record Waiting(Demand demand, Sinks.One<Decision> answer, Executor home) {}

    private final class Lane {

        private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
        private final AtomicInteger length = new AtomicInteger();
        private final AtomicBoolean busy = new AtomicBoolean();

        void join(Waiting waiting) {
            if (length.incrementAndGet() > settings.mostWaiting()) {
                length.decrementAndGet();
                throw Refusal.unavailable("busy", Duration.ofSeconds(1));
            }
            rush.come();
            queue.add(waiting);
            next();
        }

        private void next() {
            while (!queue.isEmpty() && busy.compareAndSet(false, true)) {
                List<Waiting> taken = take();
                if (taken.isEmpty()) {
                    busy.set(false);
                    continue;
                }
                sizes.record(taken.size());
                serve(taken)
                        .doFinally(end -> {
                            rush.leave(taken.size());
                            busy.set(false);
                            next();
                        })
                        .subscribe();
                return;
            }
        }

        /** A key that is in the batch already waits for the next: the first one's answer is then known. */
        private List<Waiting> take() {
            List<Waiting> taken = new ArrayList<>();
            Set<Demand.Key> keys = new HashSet<>();
            Waiting head = queue.peek();
            while (head != null
                    && taken.size() < settings.batch()
                    && keys.add(head.demand().idempotencyKey())) {
                queue.remove();
                length.decrementAndGet();
                taken.add(head);
                head = queue.peek();
            }
            return taken;
        }
    }

    private Mono<Void> serve(List<Waiting> taken) {
        return batch.run(taken.stream().map(Waiting::demand).toList())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A batch ended without decisions")))
                .doOnNext(decisions -> answer(taken, decisions))
                .then()
                .onErrorResume(error -> taken.size() == 1 || community.doorstep.shared.Outage.isOne(error)
                        ? Mono.fromRunnable(() -> fail(taken, error))
                        : reactor.core.publisher.Flux.fromIterable(taken)
                                .concatMap(one -> serve(List.of(one)))
                                .then());
    }

    private static void answer(List<Waiting> taken, List<Decision> decisions) {
        Map<Executor, List<Runnable>> answers = new HashMap<>();
        for (int i = 0; i < taken.size(); i++) {
            Waiting waiting = taken.get(i);
            Decision decision = decisions.get(i);
            answers.computeIfAbsent(waiting.home(), home -> new ArrayList<>())
                    .add(() -> waiting.answer().tryEmitValue(decision));
        }
        answers.forEach((home, all) -> home.execute(() -> all.forEach(Runnable::run)));
    }

    private static void fail(List<Waiting> taken, Throwable error) {
        taken.forEach(waiting -> waiting.answer().tryEmitError(error));
    }
}
