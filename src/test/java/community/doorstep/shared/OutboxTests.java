package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.StoppedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Events of a far future, which the application's own drain leaves alone. */
class OutboxTests extends ApiTest {

    record Rang(CommunityId community, UUID aggregate, long version) implements DomainEvent {}

    private static final CommunityId HERE = new CommunityId(Ids.next());

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private JsonMapper json;

    private final StoppedClock clock = new StoppedClock(Instant.now().plus(Duration.ofDays(400)));
    private final Listener porter = new Listener("porter");
    private final Listener nurse = new Listener("nurse");
    private Outbox outbox;
    private OutboxDrain drain;

    @BeforeEach
    void open() {
        outbox = new Outbox(database, json, clock);
        OutboxConsumers consumers = new OutboxConsumers(json, List.of(porter, nurse));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxRetries retries = new OutboxRetries(database, transaction, consumers, clock, meters);
        drain = new OutboxDrain(database, transaction, outbox, consumers, retries, clock, meters);
    }

    @Test
    void everyConsumerGetsEveryEventOnce() {
        List<Rang> rung = ring(1000);

        run(drain.drain());
        run(drain.drain());

        assertThat(porter.handled).containsExactlyInAnyOrderElementsOf(ids(rung));
        assertThat(nurse.handled).containsExactlyInAnyOrderElementsOf(ids(rung));
        assertThat(left(rung)).isZero();
    }

    @Test
    void whatDoesNotConcernAConsumerIsKeptFromIt() {
        nurse.concerned = false;
        List<Rang> rung = ring(3);

        run(drain.drain());

        assertThat(porter.handled).hasSize(3);
        assertThat(nurse.handled).isEmpty();
        assertThat(left(rung)).isZero();
    }

    @Test
    void oneBadEventHoldsUpOnlyItselfAndIsHandledOnceWhenItIsMended() {
        List<Rang> rung = ring(10);
        UUID bad = rung.get(4).aggregate();
        nurse.refused.add(bad);

        run(drain.drain());

        assertThat(porter.kept()).containsExactlyInAnyOrderElementsOf(ids(rung));
        assertThat(nurse.kept()).hasSize(9).doesNotContain(bad);
        assertThat(left(rung)).isEqualTo(1);

        nurse.refused.clear();
        run(drain.drain());
        assertThat(left(rung)).as("it is put off").isEqualTo(1);

        clock.advance(Duration.ofMinutes(11));
        run(drain.drain());
        assertThat(porter.kept()).hasSize(10);
        assertThat(nurse.kept()).containsExactlyInAnyOrderElementsOf(ids(rung));
        assertThat(left(rung)).isZero();
    }

    @Test
    void whatAConsumerWroteIsGoneWhenAnotherFailsAndWrittenOnceInTheEnd() {
        List<Rang> rung = ring(1);
        nurse.refused.add(rung.get(0).aggregate());

        run(drain.drain());

        assertThat(porter.handled).as("asked together, then alone").hasSize(2);
        assertThat(porter.kept()).as("kept once").hasSize(1);
        assertThat(nurse.kept()).isEmpty();

        nurse.refused.clear();
        clock.advance(Duration.ofMinutes(11));
        run(drain.drain());
        assertThat(porter.kept()).hasSize(1);
        assertThat(nurse.kept()).hasSize(1);
        assertThat(left(rung)).isZero();
    }

    private List<Rang> ring(int times) {
        List<Rang> rung = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            rung.add(new Rang(HERE, Ids.next(), 1));
        }
        run(outbox.addAll(rung));
        return rung;
    }

    private static List<UUID> ids(List<Rang> rung) {
        return rung.stream().map(Rang::aggregate).toList();
    }

    private long left(List<Rang> rung) {
        return database.sql("""
            SELECT count(*) AS left FROM outbox
            WHERE type = :type AND (payload::jsonb ->> 'aggregate')::uuid = ANY(:ids)
            """)
                .bind("type", Rang.class.getName())
                .bind("ids", ids(rung).toArray(UUID[]::new))
                .map(row -> row.get("left", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private static void run(Mono<Void> work) {
        work.block(Duration.ofSeconds(20));
    }

    /** Writes a row for each event, so that it can be seen what was committed. */
    private final class Listener implements EventConsumer<Rang> {

        private final String name;
        private final List<UUID> handled = new ArrayList<>();
        private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
        private boolean concerned = true;

        Listener(String role) {
            this.name = role + "-" + Ids.next();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Class<Rang> type() {
            return Rang.class;
        }

        @Override
        public boolean concerns(Rang event) {
            return concerned;
        }

        @Override
        public Mono<Void> on(List<Rang> events) {
            handled.addAll(ids(events));
            return database.sql("""
                INSERT INTO outbox_handled (consumer, event_id, at)
                SELECT :consumer, id, :at FROM unnest(:ids) AS id
                """)
                    .bind("consumer", name + "-kept")
                    .bind("at", clock.instant())
                    .bind("ids", ids(events).toArray(UUID[]::new))
                    .then()
                    .then(Mono.defer(() -> events.stream().map(Rang::aggregate).anyMatch(refused::contains)
                            ? Mono.error(new IllegalStateException("Not today"))
                            : Mono.empty()));
        }

        List<UUID> kept() {
            return database.sql("SELECT event_id FROM outbox_handled WHERE consumer = :consumer")
                    .bind("consumer", name + "-kept")
                    .map(row -> row.get("event_id", UUID.class))
                    .all()
                    .collectList()
                    .block(Duration.ofSeconds(5));
        }
    }
}
