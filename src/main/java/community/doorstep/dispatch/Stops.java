package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The doors of a run. Whoever moves one has locked the job's row first; each in the caller's transaction. */
@Component
class Stops {

    private static final String COLUMNS =
            "number, reference, resident_id, latitude, longitude, door, state, arrived_at, ended_at, reason";

    private final DatabaseClient database;
    private final Posting posting;
    private final Clock clock;

    Stops(DatabaseClient database, Posting posting, Clock clock) {
        this.database = database;
        this.posting = posting;
        this.clock = clock;
    }

    Flux<Stop> of(Job job) {
        return database.sql("SELECT " + COLUMNS + """
             FROM job_stop WHERE community_id = :community AND job_id = :job ORDER BY number
            """)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .map(row -> stop(job.id(), row))
                .all();
    }

    private Stop stop(JobId job, Readable row) {
        Door door = posting.opened(job, Rows.get(row, "door", byte[].class));
        return new Stop(
                Rows.get(row, "number", Integer.class),
                Rows.uuid(row, "reference"),
                new PersonId(Rows.uuid(row, "resident_id")),
                StopState.valueOf(Rows.text(row, "state")),
                JobRows.place(row),
                door.address(),
                door.note(),
                Rows.instantOrNull(row, "arrived_at"),
                Rows.instantOrNull(row, "ended_at"),
                Rows.text(row, "reason"));
    }

    /** The job, locked, when the actor holds it; empty otherwise. */
    Mono<Job> lock(Step step) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
            FROM job
            WHERE id = :job AND worker_id = :actor AND worker_community_id = ANY(:communities)
              AND state IN ('ACCEPTED', 'ARRIVED')
            FOR UPDATE
            """)
                .bind("job", step.job().value())
                .bind("actor", step.worker().value())
                .bind("communities", step.communities())
                .map(JobRows::job)
                .one();
    }

    /** The stop afterwards; empty when it does not stand where it could become that. */
    Mono<Stop> move(Job job, int number, StopState next, Instant at, String reason) {
        return database.sql("""
                        UPDATE job_stop SET state = :next, reason = :reason,
                            arrived_at = CASE WHEN :next = 'ARRIVED' THEN :at ELSE arrived_at END,
                            ended_at = CASE WHEN :next = 'ARRIVED' THEN NULL::timestamptz
                                ELSE greatest(:at, arrived_at) END
                        WHERE community_id = :community AND job_id = :job AND number = :number
                          AND state = ANY(:from)
                        RETURNING
                        """ + COLUMNS)
                .bind("next", next.name())
                .bind("reason", reason)
                .bind("at", at)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("number", number)
                .bind("from", from(next))
                .map(row -> stop(job.id(), row))
                .one();
    }

    private static String[] from(StopState next) {
        return java.util.Arrays.stream(StopState.values())
                .filter(state -> state.canBecome(next))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** The job after a hop that a stop made: at the first door the run has arrived. */
    Mono<Job> hop(Job job, Step step, String kind) {
        return database.sql("""
            WITH job_moved AS (
                UPDATE job SET state = 'ARRIVED', arrived_at = coalesce(arrived_at, :at), due_at = NULL,
                    version = version + 1,
                    fence = CASE WHEN state = 'ACCEPTED' THEN version + 1 ELSE fence END
                WHERE community_id = :community AND id = :job
                RETURNING *)
            """ + JobSql.NOTED)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("kind", kind)
                .bind("actor", step.worker().value())
                .bind("cause", step.cause())
                .bind("at", step.at())
                .bind("now", clock.instant())
                .map(JobRows::job)
                .one();
    }
}
