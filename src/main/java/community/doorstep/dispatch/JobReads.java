package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads jobs from PostgreSQL, each for whom it concerns. */
@Component
class JobReads {

    private static final int WAITING_SHOWN = 100;

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;

    JobReads(DatabaseClient database, Seal seal, JsonMapper json) {
        this.database = database;
        this.seal = seal;
        this.json = json;
    }

    /** A job with its door opened, for the worker who has it in hand. */
    record Held(Job job, Door door) {}

    /** Waiting at the worker's station for the worker's skills, in the queue's order. */
    Flux<Job> waitingFor(Shift shift) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
                        FROM job
                        WHERE community_id = :community AND station_id = :station AND ended_at IS NULL
                          AND state = 'WAITING' AND skill = ANY(:skills)
                        ORDER BY priority, promised_by, id LIMIT :most
                        """)
                .bind("community", shift.at().community().value())
                .bind("station", shift.at().station().value())
                .bind("skills", shift.skills().toArray(String[]::new))
                .bind("most", WAITING_SHOWN)
                .map(JobRows::job)
                .all();
    }

    /** What the worker has in hand, wherever the worker may work. */
    Flux<Held> inHand(UUID[] communities, PersonId worker) {
        return database.sql("SELECT door, " + JobRows.COLUMNS + """
                        FROM job
                        WHERE community_id = ANY(:communities) AND worker_id = :worker
                          AND state IN ('ACCEPTED', 'ARRIVED')
                        """)
                .bind("communities", communities)
                .bind("worker", worker.value())
                .map(row -> {
                    Job job = JobRows.job(row);
                    return new Held(job, door(job.id(), Rows.get(row, "door", byte[].class)));
                })
                .all();
    }

    private Door door(JobId job, byte[] sealed) {
        return json.readValue(seal.open(sealed, JobMoves.doorContext(job)), Door.class);
    }

    /** What is open at a station, and what ended there after that moment. */
    Flux<Job> at(StationRef station, Instant endedAfter) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
                        FROM job
                        WHERE community_id = :community AND station_id = :station
                          AND (ended_at IS NULL OR ended_at > :endedAfter)
                        ORDER BY priority, promised_by, id
                        """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .bind("endedAfter", endedAfter)
                .map(JobRows::job)
                .all();
    }

    Flux<Job> of(Collection<UUID> communities, Collection<UUID> jobs) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
                        FROM job WHERE community_id = ANY(:communities) AND id = ANY(:jobs)
                        """)
                .bind("communities", Ids.array(communities, id -> id))
                .bind("jobs", Ids.array(jobs, id -> id))
                .map(JobRows::job)
                .all();
    }

    /** What concerns these residents: open, or ended after that moment. */
    Flux<Job> concerning(Collection<PersonId> people, Instant endedAfter) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
                        FROM job
                        WHERE (resident_id = ANY(:people) OR requested_by = ANY(:people))
                          AND (ended_at IS NULL OR ended_at > :endedAfter)
                        """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("endedAfter", endedAfter)
                .map(JobRows::job)
                .all();
    }

    /** What must be known to say why a worker's step on the job changed nothing; empty when there is no such job. */
    Mono<JobRules.Known> known(Step step, PersonId worker) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
                        , shift.station_id AS shift_station, shift.on_duty, shift.since,
                          skill.skill IS NOT NULL AS skilled, last.kind AS last_kind
                        FROM job
                        LEFT JOIN worker_shift AS shift
                            ON shift.community_id = job.community_id AND shift.worker_id = :worker
                        LEFT JOIN worker_skill AS skill
                            ON skill.community_id = job.community_id AND skill.worker_id = :worker
                            AND skill.skill = job.skill
                        LEFT JOIN LATERAL (
                            SELECT event.kind FROM job_event AS event
                            WHERE event.community_id = job.community_id AND event.job_id = job.id
                              AND event.actor_id = :worker
                            ORDER BY event.version DESC LIMIT 1) AS last ON true
                        WHERE job.community_id = ANY(:communities) AND job.id = :job
                        """)
                .bind("worker", worker.value())
                .bind("communities", step.communities())
                .bind("job", step.job().value())
                .map(row -> {
                    Job job = JobRows.job(row);
                    return new JobRules.Known(
                            job,
                            ShiftRows.seenFrom(job, worker, row),
                            Boolean.TRUE.equals(row.get("skilled", Boolean.class)),
                            "RELEASED".equals(row.get("last_kind", String.class)));
                })
                .one();
    }
}
