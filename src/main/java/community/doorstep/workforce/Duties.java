package community.doorstep.workforce;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down when workers really were on duty, and tells when one has gone. In the caller's transaction. */
@Component
class Duties {

    private final DatabaseClient database;
    private final Outbox outbox;
    private final Clock clock;

    Duties(DatabaseClient database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Ends the duties that no longer fit the worker's shift and begins the one that does. */
    Mono<Void> follow(Collection<PersonId> workers, String why) {
        UUID[] ids = Ids.array(workers, PersonId::value);
        return ended(ids, why).collectList().flatMap(outbox::addAll).then(begun(ids));
    }

    private reactor.core.publisher.Flux<WorkerAway> ended(UUID[] workers, String why) {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE worker_duty AS duty SET ended_at = greatest(:now, duty.began_at), ended_why =
                CASE WHEN EXISTS (
                    SELECT 1 FROM worker_shift AS shift
                    WHERE shift.worker_id = duty.worker_id AND shift.on_duty) THEN 'MOVED' ELSE :why END
            WHERE duty.worker_id = ANY(:workers) AND duty.ended_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM worker_shift AS shift
                WHERE shift.worker_id = duty.worker_id AND shift.on_duty
                  AND shift.community_id = duty.community_id AND shift.station_id = duty.station_id)
            RETURNING duty.community_id, duty.worker_id, duty.station_id, duty.ended_why
            """)
                .bind("now", now)
                .bind("why", why)
                .bind("workers", workers)
                .map(row -> new WorkerAway(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "worker_id"),
                        now.toEpochMilli(),
                        new StationId(Rows.uuid(row, "station_id")),
                        Rows.text(row, "ended_why"),
                        now))
                .all();
    }

    private Mono<Void> begun(UUID[] workers) {
        return database.sql("""
            INSERT INTO worker_duty (community_id, worker_id, station_id, began_at)
            SELECT community_id, worker_id, station_id, :now FROM worker_shift
            WHERE worker_id = ANY(:workers) AND on_duty
            ON CONFLICT DO NOTHING
            RETURNING community_id, worker_id, station_id
            """)
                .bind("workers", workers)
                .bind("now", clock.instant())
                .map(this::change)
                .all()
                .collectList()
                .flatMap(outbox::addAll);
    }

    private ShiftChanged change(Readable row) {
        Instant now = clock.instant();
        return new ShiftChanged(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "worker_id"),
                now.toEpochMilli(),
                new StationId(Rows.uuid(row, "station_id")),
                now);
    }

    /** Other jobs are for the worker from now on, if on duty. */
    Mono<Void> changed(CommunityId community, PersonId worker) {
        return database.sql("""
            SELECT community_id, worker_id, station_id FROM worker_shift
            WHERE community_id = :community AND worker_id = :worker AND on_duty
            """)
                .bind("community", community.value())
                .bind("worker", worker.value())
                .map(this::change)
                .one()
                .flatMap(outbox::add);
    }

    /** Says within this instance that something was committed: nobody should hear late of it. */
    void told() {
        outbox.nudge();
    }

    Mono<Void> onBreak(Shift shift) {
        Instant now = clock.instant();
        return outbox.addAll(List.of(new WorkerAway(
                shift.at().community(),
                shift.worker().value(),
                now.toEpochMilli(),
                shift.at().station(),
                "BREAK",
                now)));
    }
}
