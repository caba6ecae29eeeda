package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Jobs at which somebody must look, and what the house does with them. All but {@link #due} in the caller's transaction. */
@Component
public class Attention {

    /**
     * A job by its key.
     *
     * @param openToAll whether there is nothing to offer: everybody may claim it
     */
    public record Key(CommunityId community, JobId job, boolean openToAll) {}

    private static final String CLIMB = """
        WITH job_moved AS (
            UPDATE job SET rung = :rung, due_at = :dueAt, version = version + 1,
                audience = CASE WHEN :openToAll THEN 'ALL' ELSE audience END,
                offered_to = CASE WHEN :openToAll THEN NULL ELSE offered_to END,
                offered_until = CASE WHEN :openToAll THEN NULL ELSE offered_until END,
                offered_why = CASE WHEN :openToAll THEN NULL ELSE offered_why END,
                guests = guests || :guests, guest_communities = guest_communities || :guestCommunities,
                alarm = :kind, alarm_cause = :cause, alarmed_at = :now
            WHERE community_id = :community AND id = :job
            RETURNING *),
        answered AS (
            UPDATE job_offer AS offer SET outcome = 'TIMED_OUT', outcome_at = :now
            FROM job_moved
            WHERE offer.community_id = job_moved.community_id AND offer.job_id = job_moved.id
              AND offer.outcome IS NULL AND job_moved.offered_to IS NULL)
        """ + JobSql.notedWith("stations", "nullif(:guests::uuid[], '{}')");

    private static final String REOPEN =
            JobSql.waitingAgain("WHERE community_id = :community AND id = :job AND state = 'PAUSED'");

    private static final String MOVE_ON = """
        WITH job_moved AS (
            UPDATE job SET offered_to = NULL, offered_until = NULL, offered_why = NULL, due_at = :now,
                version = version + 1
            WHERE offered_to = :worker
            RETURNING *),
        answered AS (
            UPDATE job_offer AS offer SET outcome = 'WITHDRAWN', outcome_at = :now
            FROM job_moved
            WHERE offer.community_id = job_moved.community_id AND offer.job_id = job_moved.id
              AND offer.outcome IS NULL)
        """ + JobSql.NOTED;

    private final DatabaseClient database;
    private final JobNews news;
    private final Outbox outbox;
    private final Clock clock;

    Attention(DatabaseClient database, JobNews news, Outbox outbox, Clock clock) {
        this.database = database;
        this.news = news;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The longest overdue first. */
    public Flux<Key> due(int most) {
        return database.sql("""
            SELECT community_id, id, audience FROM job
            WHERE due_at IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT :most
            """)
                .bind("now", clock.instant())
                .bind("most", most)
                .map(row -> new Key(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        new JobId(Rows.uuid(row, "id")),
                        Rows.text(row, "audience").equals("ALL")))
                .all();
    }

    /** Those of them that are still due and at which no other instance looks. */
    public Flux<DueJob> lock(Collection<Key> keys) {
        return database.sql("SELECT unpopular, waiting_since, rung, " + JobRows.COLUMNS + """
            FROM job
            WHERE (community_id, id) IN (SELECT * FROM unnest(:communities, :jobs)) AND due_at <= :now
            ORDER BY due_at
            FOR UPDATE SKIP LOCKED
            """)
                .bind("communities", Ids.array(keys, key -> key.community().value()))
                .bind("jobs", Ids.array(keys, key -> key.job().value()))
                .bind("now", clock.instant())
                .map(DueRows::due)
                .all();
    }

    /** Looked at, and nothing to do until then; no hop. */
    public Mono<Void> wait(DueJob job, int rung, @Nullable Instant dueAt) {
        return timed(database.sql("""
            UPDATE job SET due_at = :dueAt, rung = :rung
            WHERE community_id = :community AND id = :job
            """), dueAt)
                .bind("rung", rung)
                .bind("community", job.at().community().value())
                .bind("job", job.id().value())
                .then();
    }

    public Mono<Void> climb(DueJob job, Climb climb) {
        DatabaseClient.GenericExecuteSpec statement = timed(noting(CLIMB, climb.what(), climb.cause()), climb.dueAt())
                .bind("rung", climb.rung())
                .bind("openToAll", climb.openToAll())
                .bind("guests", stations(climb.guests()))
                .bind(
                        "guestCommunities",
                        Ids.array(climb.guests(), at -> at.community().value()));
        return of(job, statement).map(JobRows::job).one().flatMap(moved -> news.tell(moved, escalated(moved, climb)));
    }

    private static UUID[] stations(List<StationRef> guests) {
        return Ids.array(guests.stream().map(StationRef::station).toList(), StationId::value);
    }

    private JobEscalated escalated(Job job, Climb climb) {
        HopCause why = HopCause.of(climb.what(), climb.cause());
        return new JobEscalated(
                job.community(),
                job.id().value(),
                job.version(),
                job.at().station(),
                climb.what().name(),
                why.zh(),
                why.en(),
                job.title(),
                climb.ring(),
                job.promisedBy(),
                clock.instant());
    }

    /** The pause is over, and its worker has not gone on: it waits for anybody. */
    public Mono<Void> reopen(DueJob job) {
        return of(job, noting(REOPEN, HopKind.REOPENED, HopCause.PAUSE_OVER))
                .map(JobRows::waitingAgain)
                .one()
                .flatMap(moved -> news.tell(List.of(moved), JobOpened::new));
    }

    /** What is offered to a worker who has gone is offered to the next. */
    public Mono<Void> moveOn(PersonId worker, String why) {
        return noting(MOVE_ON, HopKind.MOVED_ON, why)
                .bind("worker", worker.value())
                .map(JobRows::job)
                .all()
                .concatMap(moved -> news.tell(moved, JobNews.changed(moved, clock.instant())))
                .then();
    }

    /** Says within this instance that news was committed. */
    public void told() {
        outbox.nudge();
    }

    private DatabaseClient.GenericExecuteSpec noting(String statement, HopKind kind, String cause) {
        return database.sql(statement)
                .bind("kind", kind.name())
                .bindNull("actor", UUID.class)
                .bind("cause", cause)
                .bind("at", clock.instant())
                .bind("now", clock.instant());
    }

    private static DatabaseClient.GenericExecuteSpec timed(
            DatabaseClient.GenericExecuteSpec statement, @Nullable Instant dueAt) {
        return dueAt == null ? statement.bindNull("dueAt", Instant.class) : statement.bind("dueAt", dueAt);
    }

    private static DatabaseClient.GenericExecuteSpec of(DueJob job, DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .bind("community", job.at().community().value())
                .bind("job", job.id().value());
    }
}
