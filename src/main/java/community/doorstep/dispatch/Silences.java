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
    private static final String CAUSE = "师傅的手机很久没有动静，活还在手上";

    private static final String NOTE = """
        WITH job_moved AS (
            UPDATE job SET version = version + 1
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
                .bind("cause", CAUSE)
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
                CAUSE,
                job.title(),
                ring,
                job.promisedBy(),
                now);
    }
}
