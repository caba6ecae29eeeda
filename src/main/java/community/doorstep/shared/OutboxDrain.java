package community.doorstep.shared;

import community.doorstep.shared.OutboxConsumers.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands committed events to their consumers: takes new ones with {@code SKIP LOCKED}, has all consumers handle them and
 * deletes them, in one transaction. When that fails, {@link OutboxRetries} has them.
 */
@Component
class OutboxDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private static final int BATCH = OutboxRetries.BATCH;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** So many at once are a crowd: what follows goes together after a breath, since few events cost nearly what many do. */
    private static final int CROWD = 5;

    private static final Duration BREATH = Duration.ofMillis(40);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Outbox outbox;
    private final OutboxConsumers consumers;
    private final OutboxRetries retries;
    private final Clock clock;
    private final MeterRegistry meters;
    private @Nullable Disposable running;

    OutboxDrain(
            DatabaseClient database,
            TransactionalOperator transaction,
            Outbox outbox,
            OutboxConsumers consumers,
            OutboxRetries retries,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.outbox = outbox;
        this.consumers = consumers;
        this.retries = retries;
        this.clock = clock;
        this.meters = meters;
    }

    /** Until nothing is due. */
    Mono<Void> drain() {
        return drainNew().then(Mono.defer(() -> untilEmpty(retries.next()))).then();
    }

    /** How many. */
    private Mono<Integer> drainNew() {
        return untilEmpty(together().onErrorResume(this::apart));
    }

    private static Mono<Integer> untilEmpty(Mono<Integer> batch) {
        return batch.repeat().takeUntil(size -> size < BATCH).reduce(0, Integer::sum);
    }

    private static Mono<Void> breath(int told) {
        return told < CROWD ? Mono.empty() : Mono.delay(BREATH).then();
    }

    /** One failed, but which? */
    private Mono<Integer> apart(Throwable error) {
        if (Outage.isOne(error)) {
            return Mono.error(error);
        }
        log.debug("New events could not be handled together", error);
        return retries.nextOrNew();
    }

    private Mono<Integer> together() {
        return take().flatMap(this::handle).as(transaction::transactional);
    }

    /** Those that were leased before may have been handled by some. */
    private Mono<List<Taken>> take() {
        return database.sql("""
            SELECT id, type, payload, attempts FROM outbox
            WHERE due_at <= :now AND attempts = 0
            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
            """)
                .bind("now", clock.instant())
                .bind("most", BATCH)
                .map(Taken::of)
                .all()
                .collectList();
    }

    private Mono<Integer> handle(List<Taken> batch) {
        if (batch.isEmpty()) {
            return Mono.just(0);
        }
        return consumers
                .hand(batch)
                .then(Mono.defer(() -> retries.delete(batch)))
                .thenReturn(batch.size());
    }

    @Override
    public void start() {
        Flux<?> ticks = Flux.interval(LOOK_EVERY).onBackpressureDrop();
        Flux<?> nudges = outbox.nudges().asFlux().onBackpressureLatest();
        running = Disposables.composite(
                ticks.concatMap(tick -> looked(drain()), 1).subscribe(),
                nudges.concatMap(nudge -> looked(drainNew().flatMap(OutboxDrain::breath)), 1)
                        .subscribe());
    }

    private Mono<Void> looked(Mono<Void> look) {
        return Detached.unbroken(look).onErrorResume(this::away);
    }

    private Mono<Void> away(Throwable error) {
        meters.counter("doorstep.outbox.away").increment();
        log.debug("The outbox could not be drained; it is tried again", error);
        return Mono.delay(Duration.ofSeconds(1)).then();
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
