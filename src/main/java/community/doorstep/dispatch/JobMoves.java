package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of a job. Each is one conditional statement that also writes the hop into {@code job_event}; it answers the
 * job as it stands afterwards, or nothing when the condition did not hold.
 */
@Component
class JobMoves {

    /** Ends each statement: the hop is noted for whatever moved. */
    private static final String NOTED = """
            , noted AS (
                INSERT INTO job_event (community_id, job_id, version, kind, state, worker_id, actor_id, cause, at)
                SELECT community_id, id, version, :kind, state, worker_id, :actor, :cause, :now FROM job_moved)
            SELECT %s FROM job_moved AS job
            """.formatted(JobRows.COLUMNS);

    private static final String POST = """
            WITH job_moved AS (
                INSERT INTO job (community_id, id, station_id, resident_id, requested_by, skill, title, priority,
                    latitude, longitude, door, starts_at, promised_by, state, posted_at)
                VALUES (:community, :job, :station, :resident, :requestedBy, :skill, :title, :priority,
                    :latitude, :longitude, :door, :startsAt, :promisedBy, :state, :now)
                ON CONFLICT DO NOTHING
                RETURNING *)
            """ + NOTED;

    private static final String OPEN = """
            WITH due AS (
                SELECT community_id, id FROM job
                WHERE state = 'PLANNED' AND starts_at <= :until
                ORDER BY starts_at LIMIT 200 FOR UPDATE SKIP LOCKED),
            job_moved AS (
                UPDATE job SET state = 'WAITING', version = version + 1
                FROM due WHERE job.community_id = due.community_id AND job.id = due.id
                RETURNING job.*)
            """ + NOTED;

    private static final String ACCEPT = """
            WITH job_moved AS (
                UPDATE job SET state = 'ACCEPTED', worker_id = :actor, accepted_at = :now, version = version + 1
                FROM worker_shift AS shift, worker_skill AS skill
                WHERE job.community_id = ANY(:communities) AND job.id = :job AND job.state = 'WAITING'
                  AND shift.community_id = job.community_id AND shift.worker_id = :actor
                  AND shift.on_duty AND shift.station_id = job.station_id
                  AND skill.community_id = job.community_id AND skill.worker_id = :actor AND skill.skill = job.skill
                RETURNING job.*)
            """ + NOTED;

    private static final String RELEASE = """
            WITH job_moved AS (
                UPDATE job SET state = 'WAITING', worker_id = NULL, accepted_at = NULL, arrived_at = NULL,
                    version = version + 1
                WHERE community_id = ANY(:communities) AND id = :job AND worker_id = :actor
                  AND state IN ('ACCEPTED', 'ARRIVED')
                RETURNING *)
            """ + NOTED;

    private static final String ARRIVE = """
            WITH job_moved AS (
                UPDATE job SET state = 'ARRIVED', arrived_at = :now, version = version + 1
                WHERE community_id = ANY(:communities) AND id = :job AND worker_id = :actor AND state = 'ACCEPTED'
                RETURNING *)
            """ + NOTED;

    private static final String COMPLETE = """
            WITH job_moved AS (
                UPDATE job SET state = 'DONE', ended_at = :now, version = version + 1
                WHERE community_id = ANY(:communities) AND id = :job AND worker_id = :actor AND state = 'ARRIVED'
                RETURNING *)
            """ + NOTED;

    private static final String CANCEL = """
            WITH job_moved AS (
                UPDATE job SET state = 'CANCELLED', ended_at = :now, version = version + 1
                WHERE community_id = ANY(:communities) AND id = :job
                  AND state IN ('PLANNED', 'WAITING', 'ACCEPTED', 'ARRIVED')
                RETURNING *)
            """ + NOTED;

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    JobMoves(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<Job> post(NewJob job, JobState state) {
        byte[] door =
                seal.seal(json.writeValueAsString(job.door()).getBytes(StandardCharsets.UTF_8), doorContext(job.id()));
        return noting(database.sql(POST), "POSTED", job.requestedBy(), "")
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("station", job.station().value())
                .bind("resident", job.resident().value())
                .bind("requestedBy", job.requestedBy().value())
                .bind("skill", job.skill())
                .bind("title", job.title())
                .bind("priority", job.priority())
                .bind("latitude", job.place().latitude())
                .bind("longitude", job.place().longitude())
                .bind("door", door)
                .bind("startsAt", job.startsAt())
                .bind("promisedBy", job.promisedBy())
                .bind("state", state.name())
                .map(JobRows::job)
                .one();
    }

    /** Opens planned jobs that begin before then; each is opened by one instance. */
    Flux<Job> open(Instant until) {
        return noting(database.sql(OPEN), "OPENED", null, "")
                .bind("until", until)
                .map(JobRows::job)
                .all();
    }

    /** Refuses {@code already-busy} (409) when the worker has another job in hand. */
    Mono<Job> accept(Step step) {
        return moved(ACCEPT, "ACCEPTED", step)
                .onErrorMap(DuplicateKeyException.class, busy -> Refusal.conflict("already-busy"));
    }

    Mono<Job> release(Step step) {
        return moved(RELEASE, "RELEASED", step);
    }

    Mono<Job> arrive(Step step) {
        return moved(ARRIVE, "ARRIVED", step);
    }

    Mono<Job> complete(Step step) {
        return moved(COMPLETE, "DONE", step);
    }

    Mono<Job> cancel(Step step) {
        return moved(CANCEL, "CANCELLED", step);
    }

    private Mono<Job> moved(String statement, String kind, Step step) {
        return noting(database.sql(statement), kind, step.actor(), step.cause())
                .bind("communities", step.communities())
                .bind("job", step.job().value())
                .map(JobRows::job)
                .one();
    }

    private DatabaseClient.GenericExecuteSpec noting(
            DatabaseClient.GenericExecuteSpec statement, String kind, @Nullable PersonId actor, String cause) {
        DatabaseClient.GenericExecuteSpec bound =
                statement.bind("kind", kind).bind("cause", cause).bind("now", clock.instant());
        return actor == null ? bound.bindNull("actor", UUID.class) : bound.bind("actor", actor.value());
    }

    static String doorContext(JobId job) {
        return "job/" + job;
    }
}
