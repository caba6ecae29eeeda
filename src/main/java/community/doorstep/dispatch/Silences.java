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
 * be at work in a cellar; but the lead must know, and can take them back.
 */
@Component
public class Silences {

    private static final String KIND = HopKind.SILENT.name();
    private static final HopCause WORDS = HopCause.of(HopKind.SILENT, HopCause.PHONE_SILENT);

    private static final String NOTE = """
        WITH job_moved AS (
            UPDATE job SET version = version + 1, alarm = :kind, alarm_cause = :cause, alarmed_at = :now
            WHERE worker_id = :worker AND state IN ('ACCEPTED', 'ARRIVED') AND NOT EXISTS (
                SELECT 1 FROM worker_shift AS shift WHERE shift.worker_id = :worker AND shift.on_duty)
            RETURNING *)
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

    private static JobEscalated told(Job job, List<PersonId> ring, Instant now) {
        return new JobEscalated(
                job.community(),
                job.id().value(),
                job.version(),
                job.at().station(),
                KIND,
                WORDS.zh(),
                job.title(),
                ring,
                job.promisedBy(),
                now);
    }
}
