package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.shared.Turn;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares each station's queue in Redis with PostgreSQL, in both directions: a restored old copy, a key that somebody
 * deleted, a state that got lost. What differs twice, a moment apart, was not just under way: it is counted
 * ({@code doorstep.dispatch.differences}), and the station is rebuilt.
 */
@Component
class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int LINES = 500;
    private static final Duration A_MOMENT = Duration.ofMillis(700);

    private final DatabaseClient database;
    private final StationReads reads;
    private final StationQueue queue;
    private final Rebuilds rebuilds;
    private final MeterRegistry meters;

    Reconciliation(
            DatabaseClient database, StationReads reads, StationQueue queue, Rebuilds rebuilds, MeterRegistry meters) {
        this.database = database;
        this.reads = reads;
        this.queue = queue;
        this.rebuilds = rebuilds;
        this.meters = meters;
    }

    /** All stations, those too where nothing is open any more. */
    Mono<Void> all() {
        return database.sql("SELECT community_id, id FROM station ORDER BY community_id, id")
                .map(row -> new StationRef(
                        new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "id"))))
                .all()
                .collectList()
                .flatMapIterable(stations -> stations)
                .flatMap(this::station, 4)
                .then();
    }

    /** A station that has no generation is left to whoever rebuilds it. */
    Mono<Void> station(StationRef at) {
        return differences(at)
                .filter(first -> !first.isEmpty())
                .delayElement(A_MOMENT)
                .flatMap(first -> differences(at).map(second -> both(first, second)))
                .filter(real -> !real.isEmpty())
                .doOnNext(real -> repair(at, real))
                .then();
    }

    /** Empty when Redis is away. */
    Mono<Set<Difference>> differences(StationRef at) {
        return queue.dump(at.station()).flatMap(dump -> dump.gen().isEmpty() ? lost(at) : compared(at, dump));
    }

    private Mono<Set<Difference>> lost(StationRef at) {
        return open(at).hasElements().map(open -> {
            if (open) {
                rebuilds.lost(at);
            }
            return Set.of();
        });
    }

    private Mono<Set<Difference>> compared(StationRef at, QueueDump dump) {
        return open(at).collectList().map(open -> Difference.between(open, dump));
    }

    private Flux<QueueEntry> open(StationRef at) {
        return reads.lines(at, LINES)
                .flatMapIterable(lines -> lines.lines().map(QueueEntry::read).toList());
    }

    private static Set<Difference> both(Set<Difference> first, Set<Difference> second) {
        Set<Difference> both = new HashSet<>(first);
        both.retainAll(second);
        return both;
    }

    private void repair(StationRef at, Set<Difference> differences) {
        log.warn("{} differs in Redis in {} places and is rebuilt", at, differences.size());
        differences.forEach(one -> meters.counter(
                        "doorstep.dispatch.differences", "kind", one.kind().tag())
                .increment());
        rebuilds.missed(at);
    }

    /** One instance compares; when it dies, another looks for what is due within five seconds. */
    @Component
    static class EachMinute extends Repeating {

        private static final Duration TICK = Duration.ofSeconds(1);
        private static final Duration TURN = Duration.ofSeconds(3);

        EachMinute(Reconciliation reconciliation, DatabaseClient database, DispatchSettings settings, Clock clock) {
            super(TICK, new Due(reconciliation, new Turn(database, "reconciliation", TURN), settings, clock)::tick);
        }

        /** Remembers when it was done last. */
        private static final class Due {

            private final Reconciliation reconciliation;
            private final Turn turn;
            private final DispatchSettings settings;
            private final Clock clock;
            private Instant next = Instant.MIN;

            Due(Reconciliation reconciliation, Turn turn, DispatchSettings settings, Clock clock) {
                this.reconciliation = reconciliation;
                this.turn = turn;
                this.settings = settings;
                this.clock = clock;
            }

            Mono<Void> tick() {
                return turn.mine()
                        .filter(mine -> mine && !clock.instant().isBefore(next))
                        .doOnNext(mine -> next = clock.instant().plus(settings.reconcileEvery()))
                        .flatMap(mine -> reconciliation.all());
            }
        }
    }
}
