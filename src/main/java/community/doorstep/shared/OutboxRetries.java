package community.doorstep.shared;

import community.doorstep.shared.OutboxConsumers.Delivery;
import community.doorstep.shared.OutboxConsumers.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events that could not be handled together, piece by piece: leases a batch for a while (a dead instance's batch is
 * taken up by another), gives each consumer its events in a transaction of its own, deletes what all have handled, and
 * puts off what failed.
 */
@Component
class OutboxRetries {

    static final int BATCH = 256;

    private static final Logger log = LoggerFactory.getLogger(OutboxRetries.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final OutboxConsumers consumers;
    private final Clock clock;
    private final MeterRegistry meters;

    OutboxRetries(
            DatabaseClient database,
            TransactionalOperator transaction,
            OutboxConsumers consumers,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.consumers = consumers;
        this.clock = clock;
        this.meters = meters;
    }

    /** One leased batch of those that were tried before; how many it held. */
    Mono<Integer> next() {
        return next(1);
    }

    /** Also of those that are new: one of them fails when they are handled together. */
    Mono<Integer> nextOrNew() {
        return next(0);
    }

    private Mono<Integer> next(int attempts) {
        return lease(attempts)
                .flatMap(
                        batch -> batch.isEmpty() ? Mono.just(0) : deliver(batch).thenReturn(batch.size()));
    }

    private Mono<List<Taken>> lease(int attempts) {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE outbox SET due_at = :leased, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM outbox WHERE due_at <= :now AND attempts >= :attempts
                ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING id, type, payload, attempts
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("attempts", attempts)
                .bind("most", BATCH)
                .map(Taken::of)
                .all()
                .collectList();
    }

    private Mono<Void> deliver(List<Taken> batch) {
        Set<UUID> failed = new HashSet<>();
        return Flux.fromIterable(consumers.deliveries(batch))
                .concatMap(delivery -> give(delivery, failed))
                .then(Mono.defer(() -> delete(batch.stream()
                        .filter(event -> !failed.contains(event.id()))
                        .toList())));
    }

    /** All at once; when that fails, one by one, so that one bad event holds up only itself. */
    private Mono<Void> give(Delivery delivery, Set<UUID> failed) {
        return handle(delivery)
                .onErrorResume(error -> delivery.events().size() == 1
                        ? putOff(delivery, failed, error)
                        : Flux.fromIterable(delivery.events())
                                .concatMap(event -> give(new Delivery(delivery.consumer(), List.of(event)), failed))
                                .then());
    }

    private Mono<Void> handle(Delivery delivery) {
        return markHandled(delivery)
                .map(fresh -> delivery.events().stream()
                        .filter(event -> fresh.contains(event.id()))
                        .toList())
                .flatMap(fresh -> consumers.hand(new Delivery(delivery.consumer(), fresh)))
                .as(transaction::transactional);
    }

    private Mono<Set<UUID>> markHandled(Delivery delivery) {
        return database.sql("""
            INSERT INTO outbox_handled (consumer, event_id, at)
            SELECT :consumer, event_id, :at FROM unnest(:ids) AS event_id
            ON CONFLICT DO NOTHING
            RETURNING event_id
            """)
                .bind("consumer", delivery.consumer().name())
                .bind("at", clock.instant())
                .bind("ids", Ids.array(delivery.events(), Taken::id))
                .map(row -> Rows.get(row, "event_id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Void> putOff(Delivery delivery, Set<UUID> failed, Throwable error) {
        Taken event = delivery.events().get(0);
        failed.add(event.id());
        String consumer = delivery.consumer().name();
        meters.counter("doorstep.outbox.failures", "consumer", consumer).increment();
        log.warn("{} failed on event {} ({}), attempt {}", consumer, event.id(), event.type(), event.attempts(), error);
        Duration pause = Duration.ofMillis(500L << Math.min(event.attempts(), 12));
        Instant due = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        return database.sql("UPDATE outbox SET due_at = :due WHERE id = :id")
                .bind("due", due)
                .bind("id", event.id())
                .then();
    }

    Mono<Void> delete(List<Taken> done) {
        return database.sql("DELETE FROM outbox WHERE id = ANY(:done)")
                .bind("done", Ids.array(done, Taken::id))
                .then();
    }
}
