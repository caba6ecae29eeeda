package community.doorstep.shared;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands committed events to their consumers: takes a batch with {@code SKIP LOCKED} and leases it for a while (a dead
 * instance's batch is taken up by another), gives each consumer its events in a transaction of its own, then deletes
 * what all have handled.
 */
@Component
class OutboxDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);
    private static final int BATCH = 256;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    record Taken(UUID id, String type, String payload, int attempts) {}

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, List<EventConsumer<?>>> consumers;
    private @Nullable Disposable running;

    OutboxDrain(
            DatabaseClient database,
            TransactionalOperator transaction,
            Outbox outbox,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters,
            List<EventConsumer<?>> consumers) {
        this.database = database;
        this.transaction = transaction;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        this.consumers = consumers.stream()
                .collect(Collectors.groupingBy(consumer -> consumer.type().getName()));
    }

    /** Drains until nothing is due. */
    Mono<Void> drain() {
        return take().flatMap(
                        batch -> batch.isEmpty() ? Mono.just(0) : deliver(batch).thenReturn(batch.size()))
                .repeat()
                .takeUntil(size -> size < BATCH)
                .then();
    }

    private Mono<List<Taken>> take() {
        Instant now = clock.instant();
        return database.sql("""
                        UPDATE outbox SET due_at = :leased, attempts = attempts + 1
                        WHERE id IN (
                            SELECT id FROM outbox WHERE due_at <= :now
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING id, type, payload, attempts
                        """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("most", BATCH)
                .map(row -> new Taken(
                        Rows.get(row, "id", UUID.class),
                        Rows.get(row, "type", String.class),
                        Rows.get(row, "payload", String.class),
                        Rows.get(row, "attempts", Integer.class)))
                .all()
                .collectList();
    }

    private Mono<Void> deliver(List<Taken> batch) {
        Set<UUID> failed = new HashSet<>();
        Map<String, List<Taken>> byType = batch.stream().collect(Collectors.groupingBy(Taken::type));
        return Flux.fromIterable(byType.entrySet())
                .concatMap(group -> Flux.fromIterable(consumers.getOrDefault(group.getKey(), List.of()))
                        .concatMap(consumer -> give(consumer, group.getValue(), failed)))
                .then(Mono.defer(() -> delete(batch, failed)));
    }

    /** All at once; when that fails, one by one, so that one bad event holds up only itself. */
    private <E extends DomainEvent> Mono<Void> give(EventConsumer<E> consumer, List<Taken> events, Set<UUID> failed) {
        return handle(consumer, events)
                .onErrorResume(error -> events.size() == 1
                        ? putOff(consumer, events.get(0), failed, error)
                        : Flux.fromIterable(events)
                                .concatMap(event -> handle(consumer, List.of(event))
                                        .onErrorResume(single -> putOff(consumer, event, failed, single)))
                                .then());
    }

    private <E extends DomainEvent> Mono<Void> handle(EventConsumer<E> consumer, List<Taken> events) {
        return markHandled(consumer, events)
                .flatMap(fresh -> {
                    List<E> read = new ArrayList<>();
                    for (Taken event : events) {
                        if (fresh.contains(event.id())) {
                            read.add(json.readValue(event.payload(), consumer.type()));
                        }
                    }
                    return read.isEmpty() ? Mono.<Void>empty() : consumer.on(read);
                })
                .as(transaction::transactional);
    }

    private Mono<Set<UUID>> markHandled(EventConsumer<?> consumer, List<Taken> events) {
        return database.sql("""
                        INSERT INTO outbox_handled (consumer, event_id, at)
                        SELECT :consumer, event_id, :at FROM unnest(:ids) AS event_id
                        ON CONFLICT DO NOTHING
                        RETURNING event_id
                        """)
                .bind("consumer", consumer.name())
                .bind("at", clock.instant())
                .bind("ids", Ids.array(events, Taken::id))
                .map(row -> Rows.get(row, "event_id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Void> putOff(EventConsumer<?> consumer, Taken event, Set<UUID> failed, Throwable error) {
        failed.add(event.id());
        meters.counter("doorstep.outbox.failures", "consumer", consumer.name()).increment();
        log.warn(
                "{} failed on event {} ({}), attempt {}",
                consumer.name(),
                event.id(),
                event.type(),
                event.attempts(),
                error);
        Duration pause = Duration.ofMillis(500L << Math.min(event.attempts(), 12));
        Instant due = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        return database.sql("UPDATE outbox SET due_at = :due WHERE id = :id")
                .bind("due", due)
                .bind("id", event.id())
                .then();
    }

    private Mono<Void> delete(List<Taken> batch, Set<UUID> failed) {
        UUID[] done =
                batch.stream().map(Taken::id).filter(id -> !failed.contains(id)).toArray(UUID[]::new);
        return database.sql("DELETE FROM outbox WHERE id = ANY(:done)")
                .bind("done", done)
                .then();
    }

    @Override
    public void start() {
        Flux<Long> ticks = Flux.interval(LOOK_EVERY).onBackpressureDrop();
        running = Flux.merge(ticks, outbox.nudges().asFlux())
                .onBackpressureLatest()
                .concatMap(look -> Detached.unbroken(drain()).onErrorResume(this::away), 1)
                .subscribe();
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
