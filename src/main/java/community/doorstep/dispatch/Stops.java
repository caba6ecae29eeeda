package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The doors of a run. Whoever moves one has locked the job's row first; each in the caller's transaction. */
@Component
class Stops {

    private static final String COLUMNS =
            "number, reference, resident_id, latitude, longitude, door, state, arrived_at, ended_at, reason";

    private static final String NOTED_AT_STOP = JobSql.notedWith("stop", ":number");

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

    /**
     * A run without one of its doors.
     *
     * @param doors that are not left out, served or not
     */
    record Left(Job job, long doors) {

        boolean nothing() {
            return doors == 0;
        }
    }

    /** Empty when the door was served or given up, or the run is over. */
    Mono<Left> leaveOut(CommunityId community, JobId job, UUID reference, String cause) {
        return open(community, job)
                .flatMap(locked -> given(community, job, reference, cause))
                .flatMap(number -> Mono.zip(Mono.just(number), doors(community, job, cause)))
                .flatMap(left ->
                        changed(community, job, left.getT1(), cause).map(after -> new Left(after, left.getT2())));
    }

    private Mono<Boolean> open(CommunityId community, JobId job) {
        return database.sql("""
            SELECT 1 AS open FROM job
            WHERE community_id = :community AND id = :job AND ended_at IS NULL FOR UPDATE
            """)
                .bind("community", community.value())
                .bind("job", job.value())
                .map(row -> true)
                .one();
    }

    private Mono<Integer> given(CommunityId community, JobId job, UUID reference, String cause) {
        return database.sql("""
            UPDATE job_stop SET state = 'FAILED', reason = :cause, ended_at = greatest(:now, arrived_at)
            WHERE community_id = :community AND job_id = :job AND reference = :reference
              AND state IN ('OPEN', 'ARRIVED')
            RETURNING number
            """)
                .bind("cause", cause)
                .bind("now", clock.instant())
                .bind("community", community.value())
                .bind("job", job.value())
                .bind("reference", reference)
                .map(row -> Rows.get(row, "number", Integer.class))
                .one();
    }

    private Mono<Long> doors(CommunityId community, JobId job, String cause) {
        return database.sql("""
            SELECT count(*) AS doors FROM job_stop
            WHERE community_id = :community AND job_id = :job AND NOT (state = 'FAILED' AND reason = :cause)
            """)
                .bind("community", community.value())
                .bind("job", job.value())
                .bind("cause", cause)
                .map(row -> Rows.number(row, "doors"))
                .one();
    }

    /** Told to whoever has it in hand, or sees it waiting. */
    private Mono<Job> changed(CommunityId community, JobId job, int number, String cause) {
        Instant now = clock.instant();
        return database.sql("""
            WITH job_moved AS (
                UPDATE job SET version = version + 1
                WHERE community_id = :community AND id = :job
                RETURNING *)
            """ + NOTED_AT_STOP)
                .bind("number", number)
                .bind("community", community.value())
                .bind("job", job.value())
                .bind("kind", HopKind.STOP_LEFT_OUT.name())
                .bindNull("actor", UUID.class)
                .bind("cause", cause)
                .bind("at", now)
                .bind("now", now)
                .map(JobRows::job)
                .one();
    }

    private static String[] from(StopState next) {
        return java.util.Arrays.stream(StopState.values())
                .filter(state -> state.canBecome(next))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** The job after a hop that a stop made: at the first door the run has arrived. */
    Mono<Job> hop(Job job, int number, Step step, HopKind kind) {
        return database.sql("""
            WITH job_moved AS (
                UPDATE job SET state = 'ARRIVED', arrived_at = coalesce(arrived_at, :at), due_at = NULL,
            """ + JobSql.CALM + """
                    version = version + 1,
                    fence = CASE WHEN state = 'ACCEPTED' THEN version + 1 ELSE fence END
                WHERE community_id = :community AND id = :job
                RETURNING *)
            """ + NOTED_AT_STOP)
                .bind("number", number)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("kind", kind.name())
                .bind("actor", step.worker().value())
                .bind("cause", step.cause())
                .bind("at", step.at())
                .bind("now", clock.instant())
                .map(JobRows::job)
                .one();
    }
}
