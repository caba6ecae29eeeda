package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Offers jobs to workers, many at once: offers run out by the dozen, and the next worker should not wait for it. */
@Component
public class JobOffers {

    /**
     * A job to be offered.
     *
     * @param dueAt when to look at it next
     */
    public record Made(DueJob job, Offer offer, int rung, Instant dueAt) {}

    private static final String OFFER = """
        WITH offer AS (
            SELECT * FROM unnest(:communities, :jobs, :workers, :untils, :zh, :en, :rungs, :dues)
                AS offer (community_id, job_id, worker_id, until, zh, en, rung, due_at)),
        job_moved AS (
            UPDATE job SET offered_to = offer.worker_id, offered_until = offer.until,
                offered_why = ARRAY[offer.zh, offer.en], rung = offer.rung, due_at = offer.due_at,
                version = job.version + 1
            FROM offer
            WHERE job.community_id = offer.community_id AND job.id = offer.job_id
            RETURNING job.*),
        answered AS (
            UPDATE job_offer SET outcome = 'TIMED_OUT', outcome_at = :now
            FROM offer
            WHERE job_offer.community_id = offer.community_id AND job_offer.job_id = offer.job_id
              AND job_offer.outcome IS NULL),
        noted AS (
            INSERT INTO job_event
                (community_id, job_id, version, kind, state, worker_id, open_to_all, until, actor_id, cause, cause_en, at,
                 noted_at)
            SELECT community_id, id, version, 'OFFERED', state, offered_to, audience = 'ALL', offered_until, NULL,
                offered_why[1], offered_why[2],
                :now, :now
            FROM job_moved)
        SELECT %s FROM job_moved AS job
        """.formatted(JobRows.COLUMNS);

    private final DatabaseClient database;
    private final JobNews news;
    private final Clock clock;

    JobOffers(DatabaseClient database, JobNews news, Clock clock) {
        this.database = database;
        this.news = news;
        this.clock = clock;
    }

    /** In the caller's transaction, the jobs locked; whom they were offered to before have let the time pass. */
    public Mono<Void> make(List<Made> offers) {
        return offers.isEmpty()
                ? Mono.empty()
                : written(offers).delayUntil(moved -> logged(offers)).flatMap(this::told);
    }

    private Mono<List<Job>> written(List<Made> offers) {
        return keyed(database.sql(OFFER), offers)
                .bind("zh", texts(offers, Offer::zh))
                .bind("en", texts(offers, Offer::en))
                .bind("rungs", offers.stream().map(Made::rung).toArray(Integer[]::new))
                .bind("dues", offers.stream().map(Made::dueAt).toArray(Instant[]::new))
                .map(JobRows::job)
                .all()
                .collectList();
    }

    private Mono<Void> logged(List<Made> offers) {
        return keyed(database.sql("""
            INSERT INTO job_offer (community_id, job_id, worker_id, offered_at, until)
            SELECT community, job, worker, :now, until
            FROM unnest(:communities, :jobs, :workers, :untils) AS offer (community, job, worker, until)
            """), offers).then();
    }

    private Mono<Void> told(List<Job> moved) {
        return news.tell(moved, moved.stream().map(this::offered).toList());
    }

    private JobOffered offered(Job job) {
        Offer offer = Objects.requireNonNull(job.offer());
        return new JobOffered(
                job.community(),
                job.id().value(),
                job.version(),
                job.at().station(),
                offer.to(),
                offer.until(),
                offer.zh(),
                offer.en(),
                clock.instant());
    }

    private DatabaseClient.GenericExecuteSpec keyed(DatabaseClient.GenericExecuteSpec statement, List<Made> offers) {
        return statement
                .bind(
                        "communities",
                        ids(offers, made -> made.job().at().community().value()))
                .bind("jobs", ids(offers, made -> made.job().id().value()))
                .bind("workers", ids(offers, made -> made.offer().to().value()))
                .bind(
                        "untils",
                        offers.stream().map(made -> made.offer().until()).toArray(Instant[]::new))
                .bind("now", clock.instant());
    }

    private static UUID[] ids(List<Made> offers, Function<Made, UUID> id) {
        return Ids.array(offers, id);
    }

    private static String[] texts(List<Made> offers, Function<Offer, String> text) {
        return offers.stream().map(Made::offer).map(text).toArray(String[]::new);
    }
}
