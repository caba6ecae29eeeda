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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares each station's queue in Redis with PostgreSQL, in both directions: a restored old copy, a key that somebody
 * deleted, a state that got lost. What differs twice, a moment apart, was not just under way: it is counted
 * ({@code doorstep.dispatch.differences}), and the station is rebuilt; claims that nobody holds any more are only given
 * back.
 */
@Component
class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int LINES = 500;
    private static final Duration A_MOMENT = Duration.ofMillis(700);
    private static final Pattern AN_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DatabaseClient database;
    private final StationReads reads;
    private final StationQueue queue;
    private final Rebuilds rebuilds;
    private final Replays replays;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration lease;

    Reconciliation(
            DatabaseClient database,
            StationReads reads,
            StationQueue queue,
            Rebuilds rebuilds,
            Replays replays,
            MeterRegistry meters,
            Clock clock,
            DispatchSettings settings) {
        this.database = database;
        this.reads = reads;
        this.queue = queue;
        this.rebuilds = rebuilds;
        this.replays = replays;
        this.meters = meters;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /** All stations, those too where nothing is open any more. */
    Mono<Void> all() {
        return database.sql("SELECT community_id, id FROM station ORDER BY community_id, id")
                .map(row -> new StationRef(
                        new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "id"))))
                .all()
                .collectList()
                .flatMapIterable(stations -> stations)
                .flatMap(this::alone, 4)
                .then();
    }

    /** What one station has for trouble is not the others'. */
    private Mono<Void> alone(StationRef at) {
        return station(at).then(Mono.defer(() -> replays.look(at))).onErrorResume(error -> {
            log.warn("{} could not be compared", at, error);
            return Mono.empty();
        });
    }

    /** A station that has no generation is left to whoever rebuilds it. */
    Mono<Void> station(StationRef at) {
        return differences(at)
                .filter(first -> !first.isEmpty())
                .delayElement(A_MOMENT)
                .flatMap(first -> differences(at).map(second -> both(first, second)))
                .filter(real -> !real.isEmpty())
                .doOnNext(real -> count(at, real))
                .flatMap(real -> repair(at, real));
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
        return open(at).collectList()
                .zipWhen(open -> notOpen(at, open, dump))
                .map(both -> Comparison.of(both.getT1(), both.getT2(), dump, clock.millis(), lease)
                        .differences());
    }

    /** The rest that Redis has. */
    private Mono<List<StationReads.NotOpen>> notOpen(StationRef at, List<QueueEntry> open, QueueDump dump) {
        Set<String> rest = new HashSet<>(dump.jobs().keySet());
        open.forEach(entry -> rest.remove(entry.job()));
        List<UUID> jobs = rest.stream()
                .filter(job -> AN_ID.matcher(job).matches())
                .map(UUID::fromString)
                .toList();
        return jobs.isEmpty() ? Mono.just(List.of()) : reads.notOpen(at, jobs).collectList();
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

    private void count(StationRef at, Set<Difference> differences) {
        log.warn("{} differs in Redis in {} places and is put right", at, differences.size());
        differences.forEach(one -> meters.counter(
                        "doorstep.dispatch.differences", "kind", one.kind().tag())
                .increment());
    }

    private Mono<Void> repair(StationRef at, Set<Difference> differences) {
        if (!differences.stream().allMatch(Difference::isLeftBehind)) {
            rebuilds.missed(at);
            return Mono.empty();
        }
        return Flux.fromIterable(differences)
                .concatMap(claim -> givenBack(at, claim))
                .then();
    }

    private Mono<Void> givenBack(StationRef at, Difference claim) {
        return Mono.justOrEmpty(claim.lease())
                .flatMap(left -> queue.unlease(at.station(), new JobId(UUID.fromString(claim.key())), left.token()));
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
