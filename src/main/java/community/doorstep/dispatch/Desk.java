package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a station's lead does with its jobs: says who has one, or takes one back. */
@Component
class Desk {

    private static final String MINE = """
         AND job.community_id = ANY(:led)
          AND (job.community_id = ANY(:whole) OR job.station_id = ANY(:stations))
        """;

    private static final String ASSIGN = JobSql.taking("job.state = 'WAITING'" + MINE);

    private static final String TAKE_BACK =
            JobSql.waitingAgain("WHERE job.id = :job AND job.state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')" + MINE);

    private final DatabaseClient database;
    private final JobNews news;
    private final Steps steps;
    private final Clock clock;

    Desk(DatabaseClient database, JobNews news, Steps steps, Clock clock) {
        this.database = database;
        this.news = news;
        this.steps = steps;
        this.clock = clock;
    }

    /** Refuses {@code worker-unfit} (409), and what a claim is refused for. */
    Mono<Job> assign(Caller caller, JobId job, PersonId worker, @Nullable Long version) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD);
        Step step = new Step(job, reach.communities(), worker, HopCause.ASSIGNED, version, clock.instant());
        DatabaseClient.GenericExecuteSpec assign = bound(database.sql(ASSIGN), reach, step, HopKind.ASSIGNED, caller)
                .bind("worker", worker.value())
                .bind("communities", reach.communities());
        assign = version == null ? assign.bindNull("fence", Long.class) : assign.bind("fence", version);
        return steps.run(
                step,
                assign.map(JobRows::job).one(),
                moved -> news.tell(moved, JobNews.accepted(moved)),
                (asked, known) -> assignment(reach, asked, known));
    }

    private static Optional<Refusal> assignment(Reach reach, Step step, JobRules.@Nullable Known known) {
        if (known == null || !reach.covers(known.job().at())) {
            return Optional.of(Refusal.notFound("job-unknown"));
        }
        return JobRules.claim(step, known).map(refusal -> switch (refusal.code()) {
            case "job-cancelled", "job-unknown", "job-changed" -> refusal;
            default ->
                known.job().state() == JobState.WAITING
                        ? Refusal.conflict("worker-unfit")
                        : Refusal.conflict("job-taken");
        });
    }

    /** Whatever its holder was doing, it waits again. Refuses {@code job-not-accepted} (409). */
    Mono<Job> takeBack(Caller caller, JobId job, String reason) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD);
        Instant now = clock.instant();
        Step step = new Step(job, reach.communities(), caller.person(), reason, null, now);
        JobNews.OfWork released = JobReleased::new;
        Mono<Job> move = holder(job)
                .flatMap(worker -> bound(database.sql(TAKE_BACK), reach, step, HopKind.TAKEN_BACK, caller)
                        .map(JobRows::waitingAgain)
                        .one()
                        .delayUntil(moved -> news.tell(moved, released.about(moved, worker, now))));
        return steps.run(step, move, moved -> Mono.empty(), (asked, known) -> taking(reach, known));
    }

    /** Whose it is, locked. */
    private Mono<PersonId> holder(JobId job) {
        return database.sql("SELECT worker_id FROM job WHERE id = :job AND worker_id IS NOT NULL FOR UPDATE")
                .bind("job", job.value())
                .map(row -> new PersonId(Rows.uuid(row, "worker_id")))
                .one();
    }

    private static Optional<Refusal> taking(Reach reach, JobRules.@Nullable Known known) {
        if (known == null || !reach.covers(known.job().at())) {
            return Optional.of(Refusal.notFound("job-unknown"));
        }
        return known.job().state() == JobState.WAITING
                ? Optional.empty()
                : Optional.of(Refusal.conflict("job-not-accepted"));
    }

    private static DatabaseClient.GenericExecuteSpec bound(
            DatabaseClient.GenericExecuteSpec statement, Reach reach, Step step, HopKind kind, Caller caller) {
        return statement
                .bind("job", step.job().value())
                .bind("led", reach.communities())
                .bind("whole", reach.whole())
                .bind("stations", reach.stations())
                .bind("kind", kind.name())
                .bind("actor", caller.person().value())
                .bind("cause", step.cause())
                .bind("at", step.at())
                .bind("now", step.at());
    }
}
