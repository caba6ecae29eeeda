package community.doorstep.workforce;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.shared.Detached;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** When workers' phones were heard last, and roughly where; whose phone is silent for long is taken off duty. */
@Component
public class SignsOfLife {

    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(15);

    private final DatabaseClient database;
    private final Duties duties;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final WorkforceSettings settings;
    private final Cache<PersonId, Instant> written = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(WRITTEN_EVERY)
            .build();

    SignsOfLife(
            DatabaseClient database,
            Duties duties,
            Detached detached,
            TransactionalOperator transaction,
            Clock clock,
            WorkforceSettings settings) {
        this.database = database;
        this.duties = duties;
        this.detached = detached;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** The phone was heard; written down now and then. */
    public Mono<Void> heard(PersonId worker) {
        Instant now = clock.instant();
        Instant before = written.getIfPresent(worker);
        if (before != null && now.isBefore(before.plus(WRITTEN_EVERY)) && !now.isBefore(before)) {
            return Mono.empty();
        }
        written.put(worker, now);
        return detached.run(database.sql("""
            UPDATE worker_shift SET seen_at = greatest(seen_at, :now) WHERE worker_id = :worker AND on_duty
            """)
                .bind("now", now)
                .bind("worker", worker.value())
                .then());
    }

    /** Roughly where the worker is; one that was measured before the known one changes nothing. Refuses {@code off-duty} (409). */
    Mono<Void> at(PersonId worker, UUID[] communities, GeoPoint place, Instant measured) {
        GeoPoint kept = place.onEarth().coarse();
        Instant now = clock.instant();
        return detached.run(database.sql("""
            UPDATE worker_shift SET seen_at = :now,
                latitude = CASE WHEN position_at > :measured THEN latitude ELSE :latitude END,
                longitude = CASE WHEN position_at > :measured THEN longitude ELSE :longitude END,
                position_at = greatest(position_at, :measured)
            WHERE worker_id = :worker AND community_id = ANY(:communities) AND on_duty
            """)
                .bind("now", now)
                .bind("measured", measured.isAfter(now) ? now : measured)
                .bind("latitude", kept.latitude())
                .bind("longitude", kept.longitude())
                .bind("worker", worker.value())
                .bind("communities", communities)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("off-duty")))
                .then());
    }

    /** Takes whose phone is silent off duty and forgets old positions. */
    Mono<Void> look() {
        return forget().then(silent().as(transaction::transactional)).doOnSuccess(done -> duties.told());
    }

    private Mono<Void> forget() {
        return database.sql("""
            UPDATE worker_shift SET latitude = NULL, longitude = NULL, position_at = NULL
            WHERE position_at < :before
            """)
                .bind("before", clock.instant().minus(settings.positionKept()))
                .then();
    }

    private Mono<Void> silent() {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE worker_shift SET on_duty = false, on_break = false, since = :now,
                latitude = NULL, longitude = NULL, position_at = NULL
            WHERE on_duty AND seen_at < :before
            RETURNING worker_id
            """)
                .bind("now", now)
                .bind("before", now.minus(settings.silentAfter()))
                .map(row -> new PersonId(Rows.uuid(row, "worker_id")))
                .all()
                .collectList()
                .filter(gone -> !gone.isEmpty())
                .flatMap(gone -> duties.follow(gone, "SILENT"));
    }

    /** One instance looks at a time. */
    @Component
    static class Looking extends Repeating {

        Looking(SignsOfLife signs, DatabaseClient database, WorkforceSettings settings) {
            super(
                    settings.lookEvery(),
                    looking(
                            signs,
                            new Turn(database, "workforce", settings.lookEvery().multipliedBy(3))));
        }

        private static java.util.function.Supplier<Mono<?>> looking(SignsOfLife signs, Turn turn) {
            return () -> turn.mine().filter(mine -> mine).flatMap(mine -> signs.look());
        }
    }
}
