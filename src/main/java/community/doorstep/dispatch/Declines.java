package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A worker would rather not: an offer moves on, a handover is off, and what is open to all is not shown again. */
@Component
class Declines {

    private static final String OFFERED = """
        WITH job_moved AS (
            UPDATE job SET offered_to = NULL, offered_until = NULL, offered_why = NULL, due_at = :now,
                version = version + 1
            WHERE id = :job AND state = 'WAITING' AND offered_to = :actor
            RETURNING *),
        answered AS (
            UPDATE job_offer AS offer SET outcome = 'DECLINED', outcome_at = :now, said = :cause
            FROM job_moved
            WHERE offer.community_id = job_moved.community_id AND offer.job_id = job_moved.id
              AND offer.outcome IS NULL)
        """ + JobSql.NOTED;

    private final DatabaseClient database;
    private final Handovers handovers;
    private final JobNews news;
    private final Steps steps;
    private final Detached detached;
    private final Clock clock;

    Declines(DatabaseClient database, Handovers handovers, JobNews news, Steps steps, Detached detached, Clock clock) {
        this.database = database;
        this.handovers = handovers;
        this.news = news;
        this.steps = steps;
        this.detached = detached;
        this.clock = clock;
    }

    /** Repeatable; refuses what a claim would be refused for, but for busy hands. */
    Mono<Void> decline(Caller caller, JobId job, String reason) {
        Step step = Step.ofWorker(caller, job, reason, null, clock.instant());
        Mono<Job> moved = offered(step).switchIfEmpty(Mono.defer(() -> handovers.refuse(step)));
        return steps.run(
                        step,
                        moved,
                        changed -> news.tell(changed, JobNews.changed(changed, step.at())),
                        (asked, known) -> java.util.Optional.empty())
                .flatMap(
                        seen -> seen.state() == JobState.WAITING ? detached.run(remembered(seen, step)) : Mono.empty());
    }

    private Mono<Job> offered(Step step) {
        return database.sql(OFFERED)
                .bind("job", step.job().value())
                .bind("actor", step.worker().value())
                .bind("kind", HopKind.DECLINED.name())
                .bind("cause", step.cause())
                .bind("at", step.at())
                .bind("now", step.at())
                .map(JobRows::job)
                .one();
    }

    /** Of a job that is open to all: the worker's list leaves it out until it is given back by somebody. */
    private Mono<Void> remembered(Job job, Step step) {
        UUID community = job.community().value();
        return database.sql("""
            INSERT INTO job_offer (community_id, job_id, worker_id, offered_at, outcome, outcome_at, said)
            SELECT :community, :job, :worker, :now, 'DECLINED', :now, :said
            WHERE NOT EXISTS (
                SELECT 1 FROM job_offer AS offer JOIN job
                    ON job.community_id = offer.community_id AND job.id = offer.job_id
                WHERE offer.community_id = :community AND offer.job_id = :job
                  AND offer.worker_id = :worker AND offer.outcome = 'DECLINED'
                  AND offer.offered_at >= job.waiting_since)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", community)
                .bind("job", job.id().value())
                .bind("worker", step.worker().value())
                .bind("said", step.cause())
                .bind("now", step.at())
                .then();
    }
}
