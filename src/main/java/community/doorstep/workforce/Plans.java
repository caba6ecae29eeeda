package community.doorstep.workforce;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.identity.Roles;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Planned shifts: leads and admins plan, workers look. A worker is planned in one place at a time. */
@Component
class Plans {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration FARTHEST = Duration.ofDays(62);
    private static final int MOST = 1000;

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Roles roles;
    private final Detached detached;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Plans(
            DatabaseClient database,
            Catalog catalog,
            Roles roles,
            Detached detached,
            Audit audit,
            TransactionalOperator transaction,
            Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.roles = roles;
        this.detached = detached;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<List<PlannedShift>> of(PersonId worker, UUID[] communities) {
        return database.sql("SELECT " + PlannedShift.COLUMNS + """
             FROM worker_plan
            WHERE worker_id = :worker AND community_id = ANY(:communities)
              AND withdrawn_at IS NULL AND ends_at > :now
            ORDER BY starts_at LIMIT :most
            """)
                .bind("worker", worker.value())
                .bind("communities", communities)
                .bind("now", clock.instant())
                .bind("most", MOST)
                .map(PlannedShift::of)
                .all()
                .collectList();
    }

    /** What touches that time, at the stations that the caller may look at. */
    Flux<PlannedShift> between(Caller caller, Instant from, Instant to) {
        Reach reach = planners(caller);
        return reach.bind(
                        database.sql("SELECT " + PlannedShift.COLUMNS + """
                             FROM worker_plan
                            WHERE community_id = ANY(:communities)
                              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
                              AND :station::uuid IS NULL
                              AND withdrawn_at IS NULL AND starts_at < :to AND ends_at > :from
                            ORDER BY starts_at, id LIMIT :most
                            """)
                                .bind("from", from)
                                .bind("to", to)
                                .bind("most", MOST),
                        null)
                .map(PlannedShift::of)
                .all();
    }

    /**
     * In the caller's transaction. Refuses {@code station-unknown}, {@code worker-unknown} (404), {@code plan-invalid}
     * (422), {@code plan-overlaps} (409).
     */
    Mono<PlannedShift> add(Caller caller, PlanController.NewPlan wanted) {
        Duration length = Duration.between(wanted.startsAt(), wanted.endsAt());
        boolean soon = wanted.startsAt().isBefore(clock.instant().plus(FARTHEST));
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0 || !soon) {
            return Mono.error(Refusal.unprocessable("plan-invalid"));
        }
        Reach reach = planners(caller);
        return catalog.station(wanted.stationId())
                .filter(station -> reach.covers(station.communityId(), station.id()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .filterWhen(station -> roles.held(wanted.workerId(), Role.WORKER, station.communityId()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("worker-unknown")))
                .flatMap(station -> alone(wanted.workerId()).thenReturn(station))
                .flatMap(station -> insert(caller, station, wanted))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("plan-overlaps")))
                .delayUntil(made -> noted(caller, made, "shift-planned"));
    }

    /** One plan of a worker is made at a time, so that two cannot overlap. */
    private Mono<Void> alone(PersonId worker) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended('worker-plan/' || :worker, 0))")
                .bind("worker", worker.toString())
                .then();
    }

    private Mono<PlannedShift> insert(Caller caller, Station station, PlanController.NewPlan wanted) {
        return database.sql("""
            INSERT INTO worker_plan (community_id, id, station_id, worker_id, starts_at, ends_at, note,
                planned_by, planned_at)
            SELECT :community, :id, :station, :worker, :startsAt, :endsAt, :note, :by, :now
            WHERE NOT EXISTS (
                SELECT 1 FROM worker_plan
                WHERE worker_id = :worker AND withdrawn_at IS NULL
                  AND starts_at < :endsAt AND ends_at > :startsAt)
            RETURNING
            """ + PlannedShift.COLUMNS)
                .bind("community", station.communityId().value())
                .bind("id", Ids.next())
                .bind("station", station.id().value())
                .bind("worker", wanted.workerId().value())
                .bind("startsAt", wanted.startsAt())
                .bind("endsAt", wanted.endsAt())
                .bind("note", wanted.note() == null ? "" : wanted.note())
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .map(PlannedShift::of)
                .one();
    }

    /** Refuses {@code plan-unknown} (404). */
    Mono<Void> withdraw(Caller caller, UUID plan) {
        return detached.run(planners(caller)
                .bind(
                        database.sql("""
                            UPDATE worker_plan SET withdrawn_at = :now
                            WHERE id = :id AND withdrawn_at IS NULL AND community_id = ANY(:communities)
                              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
                              AND :station::uuid IS NULL
                            RETURNING
                            """ + PlannedShift.COLUMNS)
                                .bind("now", clock.instant())
                                .bind("id", plan),
                        null)
                .map(PlannedShift::of)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("plan-unknown")))
                .flatMap(gone -> noted(caller, gone, "shift-withdrawn"))
                .as(transaction::transactional));
    }

    private Mono<Void> noted(Caller caller, PlannedShift shift, String action) {
        return audit.note(
                caller.person(), shift.communityId(), action, shift.workerId().value(), "");
    }

    private static Reach planners(Caller caller) {
        return Reach.of(caller, Role.STATION_LEAD, Role.COMMUNITY_ADMIN);
    }
}
