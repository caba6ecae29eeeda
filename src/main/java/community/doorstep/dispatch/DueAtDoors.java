package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is to be paid at doors: said by the modules that know why, shown to whoever has the job in hand. */
@Component
public class DueAtDoors {

    private static final String SAY = """
        WITH said AS (
            SELECT * FROM unnest(:references::uuid[], :words::text[], :amounts::bigint[])
                AS said (reference, words, amount_fen)),
        closed AS (
            UPDATE door_due SET open = false
            WHERE community_id = :community AND job_id = :job AND door = :door AND open
              AND reference NOT IN (SELECT reference FROM said)
            RETURNING 1),
        opened AS (
            INSERT INTO door_due (community_id, job_id, reference, door, words, amount_fen)
            SELECT :community, :job, reference, :door, words, amount_fen FROM said
            ON CONFLICT (community_id, job_id, reference) DO UPDATE SET open = true WHERE NOT door_due.open
            RETURNING 1)
        SELECT (SELECT count(*) FROM closed) + (SELECT count(*) FROM opened) AS changes
        """;

    private static final String CHANGED = """
        WITH job_moved AS (
            UPDATE job SET version = version + 1
            WHERE community_id = :community AND id = :job AND state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')
            RETURNING *)
        """ + JobSql.NOTED;

    private final DatabaseClient database;
    private final JobNews news;
    private final Clock clock;

    DueAtDoors(DatabaseClient database, JobNews news, Clock clock) {
        this.database = database;
        this.news = news;
        this.clock = clock;
    }

    /**
     * In the caller's transaction: so much is due at the door, whichever jobs go there. Their rows are locked before it
     * is asked what is due, so of two that say it at once the later says the last word.
     *
     * @param door the job, or the reference of a stop
     * @param due asked for once for each job
     */
    public Mono<Void> say(CommunityId community, UUID door, Flux<Due> due) {
        return database.sql("""
            SELECT id FROM job
            WHERE community_id = :community AND id = ANY(array_append(ARRAY(
                SELECT job_id FROM job_stop WHERE community_id = :community AND reference = :door), :door))
            ORDER BY id FOR UPDATE
            """)
                .bind("community", community.value())
                .bind("door", door)
                .map(row -> Rows.uuid(row, "id"))
                .all()
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(job -> due.collectList().flatMap(all -> say(community, job, door, all)))
                .then();
    }

    private Mono<Void> say(CommunityId community, UUID job, UUID door, List<Due> due) {
        return database.sql(SAY)
                .bind("references", Ids.array(due, Due::reference))
                .bind("words", due.stream().map(Due::words).toArray(String[]::new))
                .bind("amounts", due.stream().map(Due::amountFen).toArray(Long[]::new))
                .bind("community", community.value())
                .bind("job", job)
                .bind("door", door)
                .map(row -> Rows.number(row, "changes"))
                .one()
                .filter(changes -> changes > 0)
                .flatMap(changes -> changed(community, job))
                .flatMap(held -> news.tell(held, JobNews.changed(held, clock.instant())));
    }

    /** Whoever has it in hand is told; empty when nobody has. */
    private Mono<Job> changed(CommunityId community, UUID job) {
        Instant now = clock.instant();
        return database.sql(CHANGED)
                .bind("community", community.value())
                .bind("job", job)
                .bind("kind", HopKind.DUE_CHANGED.name())
                .bindNull("actor", UUID.class)
                .bind("cause", "")
                .bind("at", now)
                .bind("now", now)
                .map(JobRows::job)
                .one();
    }

    /** The doors of a job: those of its stops, or its own. */
    public Flux<UUID> doors(CommunityId community, UUID job) {
        return database.sql("""
            SELECT coalesce(stop.reference, job.id) AS door FROM job
            LEFT JOIN job_stop AS stop ON stop.community_id = job.community_id AND stop.job_id = job.id
            WHERE job.community_id = :community AND job.id = :job
            ORDER BY stop.number
            """)
                .bind("community", community.value())
                .bind("job", job)
                .map(row -> Rows.uuid(row, "door"))
                .all()
                .collectList()
                .flatMapIterable(doors -> doors);
    }

    /** Which of these are or were due at doors of jobs that the worker has in hand, or had until they ended. */
    public Flux<UUID> ofWorker(Caller worker, Collection<UUID> references) {
        return database.sql("""
            SELECT DISTINCT due.reference FROM door_due AS due
            JOIN job ON job.community_id = due.community_id AND job.id = due.job_id
            WHERE due.reference = ANY(:references) AND job.worker_id = :worker
              AND job.worker_community_id = ANY(:communities)
            """)
                .bind("references", Ids.array(references, reference -> reference))
                .bind("worker", worker.person().value())
                .bind("communities", worker.communitiesAs(Role.WORKER))
                .map(row -> Rows.uuid(row, "reference"))
                .all();
    }

    /** What is still due, door by door. */
    Flux<Due> of(Job job) {
        return database.sql("""
            SELECT door, reference, words, amount_fen FROM door_due
            WHERE community_id = :community AND job_id = :job AND open
            ORDER BY door, reference
            """)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .map(row -> new Due(
                        Rows.uuid(row, "door"),
                        Rows.uuid(row, "reference"),
                        Rows.text(row, "words"),
                        Rows.number(row, "amount_fen")))
                .all();
    }
}
