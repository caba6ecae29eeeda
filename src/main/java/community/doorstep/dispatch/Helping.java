package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A second pair of hands: a job of its own, linked to the one that it helps with, at the same door. */
@Component
class Helping {

    private static final Duration SOON = Duration.ofMinutes(10);
    private static final String TITLE = "搭把手：";
    private static final int TITLE_LONGEST = 200;

    private record Wanted(Job job, Door door) {}

    private final DatabaseClient database;
    private final Posting posting;
    private final JobNews news;
    private final Clock clock;

    Helping(DatabaseClient database, Posting posting, JobNews news, Clock clock) {
        this.database = database;
        this.posting = posting;
        this.news = news;
        this.clock = clock;
    }

    /**
     * In the caller's transaction; one helper is looked for at a time. Refuses {@code not-yours} (409), {@code
     * helper-wanted} (409).
     */
    Mono<JobCard> ask(Caller caller, Step step) {
        return mine(step)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-yours")))
                .filterWhen(wanted -> nobodyAskedYet(wanted.job()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("helper-wanted")))
                .flatMap(wanted -> posting.post(helper(wanted, caller.person()), JobState.WAITING, step.job()))
                .delayUntil(posted -> news.tell(List.of(posted), JobPosted::new))
                .map(Job::card);
    }

    /** Locked, so that two who ask at once make one helper. */
    private Mono<Wanted> mine(Step step) {
        return database.sql("SELECT door, " + JobRows.COLUMNS + """
            FROM job
            WHERE id = :job AND worker_id = :actor AND worker_community_id = ANY(:communities)
              AND state IN ('ACCEPTED', 'ARRIVED')
            FOR UPDATE
            """)
                .bind("job", step.job().value())
                .bind("actor", step.worker().value())
                .bind("communities", step.communities())
                .map(row ->
                        new Wanted(JobRows.job(row), posting.opened(step.job(), Rows.get(row, "door", byte[].class))))
                .one();
    }

    private Mono<Boolean> nobodyAskedYet(Job job) {
        return database.sql("SELECT NOT EXISTS (SELECT 1 FROM job WHERE helps = :job AND ended_at IS NULL) AS free")
                .bind("job", job.id().value())
                .map(row -> Rows.get(row, "free", Boolean.class))
                .one();
    }

    private NewJob helper(Wanted wanted, PersonId worker) {
        Job job = wanted.job();
        Instant now = clock.instant();
        String title = TITLE + job.title();
        CommunityId community = job.community();
        StationId station = job.at().station();
        return new NewJob(
                new JobId(Ids.next()),
                community,
                station,
                job.resident(),
                worker,
                job.skill(),
                title.substring(0, Math.min(title.length(), TITLE_LONGEST)),
                new Need(job.danger(), false, false, job.stairs(), false),
                job.place(),
                wanted.door(),
                now,
                now.plus(SOON));
    }
}
