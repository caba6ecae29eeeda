package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The steps of a job. Each is one conditional statement that also writes the hop into {@code job_event}; it answers the
 * job as it stands afterwards, or nothing when the condition did not hold.
 */
@Component
class JobMoves {

    private static final String MAY_ACCEPT = """
        job.state = 'WAITING' AND (job.audience = 'ALL' OR job.offered_to = step.worker_id)
        """;

    private static final String ACCEPT = JobSql.taking(MAY_ACCEPT);

    private static final String ACCEPT_EACH = JobSql.takingEach(MAY_ACCEPT);

    private static final String RESUME = JobSql.taking("job.state = 'PAUSED' AND job.worker_id = step.worker_id");

    private static final String TAKE_OVER =
            JobSql.taking("job.state IN ('ACCEPTED', 'ARRIVED') AND job.handover_to = step.worker_id");

    private static final String RELEASE =
            JobSql.waitingAgain(JobSql.HELD + " AND job.state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')");

    private static final String ARRIVE = holding(
            "state = 'ARRIVED', arrived_at = " + JobSql.HAPPENED + ", due_at = NULL, " + JobSql.CALM + JobSql.MOVED,
            "job.state = 'ACCEPTED'");

    private static final String COMPLETE = holding("""
        state = 'DONE', ended_at =
        """ + JobSql.HAPPENED + """
        , share_fen = coalesce((
            SELECT rules.share_fen + rules.stop_share_fen * (
                SELECT count(*) FROM job_stop AS stop
                WHERE stop.community_id = job.community_id AND stop.job_id = job.id AND stop.state = 'DONE')
            FROM station_rules AS rules
            WHERE rules.community_id = job.community_id AND rules.station_id = job.station_id), 0),
        """ + JobSql.OVER, """
        job.state = 'ARRIVED' AND NOT EXISTS (
            SELECT 1 FROM job_stop AS stop
            WHERE stop.community_id = job.community_id AND stop.job_id = job.id
              AND stop.state IN ('OPEN', 'ARRIVED'))
        """);

    private static final String NOBODY_HOME = holding(
            "state = 'NOBODY_HOME', ended_at = " + JobSql.HAPPENED + ", " + JobSql.OVER, "job.state = 'ARRIVED'");

    private static final String PAUSE = holding("""
        state = 'PAUSED', place = NULL, handover_to = NULL, paused_for = :reason, resumes_at = :resumesAt,
        promised_by = :resumesAt,
        due_at = greatest(:resumesAt - :before * interval '1 millisecond', :now + (:resumesAt - :now) / 2),
        """ + JobSql.CALM + JobSql.MOVED, "job.state = 'ARRIVED'");

    private static final String CANCEL = """
        WITH job_moved AS (
            UPDATE job SET state = 'CANCELLED', ended_at = :now,\
        """ + " " + JobSql.OVER + """
            WHERE community_id = ANY(:communities) AND id = :job AND ended_at IS NULL
            RETURNING *)
        """ + JobSql.OFFER_WITHDRAWN + JobSql.NOTED;

    private static final String END_HELPERS = """
        WITH job_moved AS (
            UPDATE job SET state = 'CANCELLED', ended_at = :now,\
        """ + " " + JobSql.OVER + """
            WHERE helps = :job AND state IN ('PLANNED', 'WAITING', 'ACCEPTED')
            RETURNING *)
        """ + JobSql.OFFER_WITHDRAWN + JobSql.NOTED;

    private final DatabaseClient database;
    private final Clock clock;
    private final long skewMillis;
    private final long reopenMillis;

    JobMoves(DatabaseClient database, Clock clock, DispatchSettings settings) {
        this.database = database;
        this.clock = clock;
        this.skewMillis = settings.phoneAhead().toMillis();
        this.reopenMillis = settings.reopenBefore().toMillis();
    }

    private static String holding(String change, String condition) {
        return "WITH job_moved AS (UPDATE job SET " + change + " " + JobSql.HELD + " AND " + condition
                + " RETURNING job.*)" + JobSql.NOTED;
    }

    /** Two jobs taken at once for one place: a duplicate key, and the second is to be tried again. */
    Mono<Job> accept(Step step) {
        return taken(ACCEPT, HopKind.ACCEPTED, step);
    }

    /**
     * The same of many, no two of which are of one worker or one job: those that could be taken at once. One that is
     * locked is to be tried alone.
     */
    Flux<Job> acceptEach(Collection<Step> steps) {
        List<Member> members = steps.stream().flatMap(Member::of).toList();
        return database.sql(ACCEPT_EACH)
                .bind("members", Ids.array(members, Member::worker))
                .bind("memberships", Ids.array(members, Member::community))
                .bind("jobs", Ids.array(steps, step -> step.job().value()))
                .bind("workers", Ids.array(steps, step -> step.worker().value()))
                .bind("fences", steps.stream().map(Step::fence).toArray(Long[]::new))
                .bind("ats", steps.stream().map(Step::at).toArray(Instant[]::new))
                .bind("kind", HopKind.ACCEPTED.name())
                .bind("now", clock.instant())
                .map(JobRows::job)
                .all();
    }

    /** Where a worker may work. */
    private record Member(UUID worker, UUID community) {

        static Stream<Member> of(Step step) {
            return Stream.of(step.communities())
                    .map(community -> new Member(step.worker().value(), community));
        }
    }

    Mono<Job> resume(Step step) {
        return taken(RESUME, HopKind.RESUMED, step);
    }

    Mono<Job> takeOver(Step step) {
        return taken(TAKE_OVER, HopKind.TAKEN_OVER, step);
    }

    Mono<Job> release(Step step) {
        return held(RELEASE, HopKind.RELEASED, step).map(JobRows::waitingAgain).one();
    }

    Mono<Job> arrive(Step step) {
        return one(held(ARRIVE, HopKind.ARRIVED, step));
    }

    Mono<Job> complete(Step step) {
        return one(held(COMPLETE, HopKind.DONE, step));
    }

    Mono<Job> nobodyHome(Step step) {
        return one(held(NOBODY_HOME, HopKind.NOBODY_HOME, step));
    }

    Mono<Job> pause(Step step, PauseReason reason, Instant resumesAt) {
        return one(held(PAUSE, HopKind.PAUSED, step)
                .bind("reason", reason.name())
                .bind("resumesAt", resumesAt)
                .bind("before", reopenMillis));
    }

    Mono<Job> cancel(Step step) {
        return one(noting(database.sql(CANCEL), HopKind.CANCELLED, step.actor(), step.cause(), clock.instant())
                .bind("communities", step.communities())
                .bind("job", step.job().value()));
    }

    /** Who was to help with a job that has ended need not come. */
    Flux<Job> endHelpers(JobId helped) {
        return noting(database.sql(END_HELPERS), HopKind.CANCELLED, null, HopCause.HELPED_JOB_ENDED, clock.instant())
                .bind("job", helped.value())
                .map(JobRows::job)
                .all();
    }

    private Mono<Job> taken(String statement, HopKind kind, Step step) {
        return one(fenced(statement, kind, step).bind("worker", step.worker().value()));
    }

    private DatabaseClient.GenericExecuteSpec held(String statement, HopKind kind, Step step) {
        return fenced(statement, kind, step).bind("skew", skewMillis);
    }

    private DatabaseClient.GenericExecuteSpec fenced(String statement, HopKind kind, Step step) {
        DatabaseClient.GenericExecuteSpec bound = noting(
                        database.sql(statement), kind, step.actor(), step.cause(), step.at())
                .bind("communities", step.communities())
                .bind("job", step.job().value());
        return step.fence() == null ? bound.bindNull("fence", Long.class) : bound.bind("fence", step.fence());
    }

    private DatabaseClient.GenericExecuteSpec noting(
            DatabaseClient.GenericExecuteSpec statement,
            HopKind kind,
            @Nullable PersonId actor,
            String cause,
            Instant at) {
        DatabaseClient.GenericExecuteSpec bound = statement
                .bind("kind", kind.name())
                .bind("cause", cause)
                .bind("at", at)
                .bind("now", clock.instant());
        return actor == null ? bound.bindNull("actor", UUID.class) : bound.bind("actor", actor.value());
    }

    private static Mono<Job> one(DatabaseClient.GenericExecuteSpec statement) {
        return statement.map(JobRows::job).one();
    }
}
