package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Jobs in the hands of a worker whose phone has been silent for long. Nobody takes them away unasked, for the worker may
 * be at work in a cellar; but the lead must know, and can take them back. Once the worker is heard again there is nothing to
 * look at any more, unless the worker is late.
 */
@Component
public class Silences {

    private static final String KIND = HopKind.SILENT.name();
    private static final HopCause WORDS = HopCause.of(HopKind.SILENT, HopCause.PHONE_SILENT);

    /** A shift that begins at this moment is waited for, and the other way round. */
    private static final String NOTE = """
        WITH shift AS (SELECT on_duty FROM worker_shift WHERE worker_id = :worker FOR SHARE),
        job_moved AS (
            UPDATE job SET version = version + 1, alarm = :kind, alarm_cause = :cause, alarmed_at = :now
            WHERE worker_id = :worker AND state IN ('ACCEPTED', 'ARRIVED') AND NOT EXISTS (
                SELECT 1 FROM shift WHERE on_duty)
            RETURNING *)
        """ + JobSql.NOTED;

    private static final String HEARD = """
        WITH told AS (
            SELECT job.community_id, job.id, late.cause, late.noted_at
            FROM job
            LEFT JOIN job_event AS late
                ON late.community_id = job.community_id AND late.job_id = job.id AND late.version > job.fence
                AND late.kind = 'LATE' AND job.state = 'ACCEPTED' AND job.promised_by <= :now
            WHERE job.worker_id = :worker AND job.state IN ('ACCEPTED', 'ARRIVED') AND job.alarm = 'SILENT'),
        job_moved AS (
            UPDATE job SET version = version + 1, alarm = CASE WHEN told.cause IS NOT NULL THEN 'LATE' END,
                alarm_cause = told.cause, alarmed_at = told.noted_at
            FROM told
            WHERE job.community_id = told.community_id AND job.id = told.id AND job.worker_id = :worker
              AND job.state IN ('ACCEPTED', 'ARRIVED') AND job.alarm = 'SILENT'
              AND (job.alarmed_at <= :at OR EXISTS (
                SELECT 1 FROM worker_shift AS shift WHERE shift.worker_id = :worker AND shift.on_duty))
            RETURNING job.*)
        """ + JobSql.NOTED;

    private final DatabaseClient database;
    private final JobNews news;
    private final Clock clock;

    Silences(DatabaseClient database, JobNews news, Clock clock) {
        this.database = database;
        this.news = news;
        this.clock = clock;
    }

    /** In the caller's transaction; nothing when the worker is back meanwhile. {@code leads}: whose telephones ring. */
    public Mono<Void> tell(PersonId worker, Function<StationRef, Mono<List<PersonId>>> leads) {
        Instant now = clock.instant();
        return database.sql(NOTE)
                .bind("worker", worker.value())
                .bind("kind", KIND)
                .bindNull("actor", UUID.class)
                .bind("cause", HopCause.PHONE_SILENT)
                .bind("at", now)
                .bind("now", now)
                .map(JobRows::job)
                .all()
                .collectList()
                .flatMapIterable(held -> held)
                .concatMap(held -> leads.apply(held.at()).flatMap(ring -> news.tell(held, told(held, ring, now))))
                .then();
    }

    /** The worker's phone was heard at that moment; in the caller's transaction. */
    public Mono<Void> heard(PersonId worker, Instant at) {
        Instant now = clock.instant();
        return database.sql(HEARD)
                .bind("worker", worker.value())
                .bind("kind", HopKind.HEARD.name())
                .bind("actor", worker.value())
                .bind("cause", HopCause.PHONE_HEARD)
                .bind("at", at)
                .bind("now", now)
                .map(JobRows::job)
                .all()
                .collectList()
                .flatMapIterable(held -> held)
                .concatMap(held -> news.tell(held, JobNews.changed(held, now)))
                .then();
    }

    private static JobEscalated told(Job job, List<PersonId> ring, Instant now) {
        return new JobEscalated(
                job.community(),
                job.id().value(),
                job.version(),
                job.at().station(),
                KIND,
                WORDS.zh(),
                WORDS.en(),
                job.title(),
                ring,
                job.promisedBy(),
                now);
    }
}
