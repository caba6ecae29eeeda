package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Rows;
import community.doorstep.shared.TimeSlot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What other modules ask of dispatch: post a job, withdraw it. All in the caller's transaction, all repeatable. */
@Component
public class Jobs {

    private final Posting posting;
    private final JobMoves moves;
    private final Stops stops;
    private final JobNews news;
    private final DatabaseClient database;
    private final Clock clock;
    private final DispatchSettings settings;

    Jobs(
            Posting posting,
            JobMoves moves,
            Stops stops,
            JobNews news,
            DatabaseClient database,
            Clock clock,
            DispatchSettings settings) {
        this.posting = posting;
        this.moves = moves;
        this.stops = stops;
        this.news = news;
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** Posts it unless a job with that id was posted before. */
    public Mono<Void> post(NewJob job) {
        JobState state = JobState.atPosting(clock.instant(), job.startsAt(), settings.openBefore());
        return posting.post(job, state, null).flatMap(posted -> news.tell(List.of(posted), JobPosted::new));
    }

    /**
     * Withdraws it, and whoever was to help with it, unless it has ended.
     *
     * @param actor who withdrew it; nobody when the house did
     */
    public Mono<Void> cancel(CommunityId community, JobId job, @Nullable PersonId actor, String cause) {
        UUID[] there = {community.value()};
        return moves.cancel(new Step(job, there, actor, cause, null, clock.instant()))
                .flatMap(cancelled -> moves.endHelpers(job).collectList().map(helpers -> {
                    List<Job> all = new ArrayList<>(helpers);
                    all.add(cancelled);
                    return all;
                }))
                .flatMap(ended -> news.tell(ended, JobCancelled::new));
    }

    /** One door of a run needs no visit any more, unless it was served; a run without a door left is withdrawn. */
    public Mono<Void> leaveOut(CommunityId community, JobId run, UUID reference, String cause) {
        return stops.leaveOut(community, run, reference, cause)
                .delayUntil(left -> news.tell(left.job(), JobNews.changed(left.job(), clock.instant())))
                .filter(Stops.Left::nothing)
                .flatMap(nothing -> cancel(community, run, null, cause));
    }

    /**
     * It is for another time: planned anew, unless somebody has it in hand, who is told of the time.
     *
     * @param time from its beginning to what is promised
     * @return the job; none when somebody is at the door already, or it is over
     */
    public Mono<JobId> reschedule(CommunityId community, JobId job, TimeSlot time) {
        return posting.plan(community, job, time)
                .switchIfEmpty(Mono.defer(() -> posting.retime(community, job, time)))
                .delayUntil(moved -> news.tell(moved, JobNews.changed(moved, clock.instant())))
                .map(Job::id);
    }

    /** So reads the note for its holder from now on; the address stays as it is. */
    public Mono<Void> reword(CommunityId community, JobId job, String note) {
        return database.sql("SELECT door FROM job WHERE community_id = :community AND id = :job FOR UPDATE")
                .bind("community", community.value())
                .bind("job", job.value())
                .map(row -> posting.opened(job, Rows.get(row, "door", byte[].class)))
                .one()
                .flatMap(door -> posting.close(community, job, new Door(door.address(), note)));
    }

    /** Opens the planned jobs whose time has come. */
    Mono<Void> open() {
        return posting.open(clock.instant().plus(settings.openBefore()))
                .collectList()
                .filter(opened -> !opened.isEmpty())
                .flatMap(opened -> news.tell(opened, JobOpened::new));
    }

    /** Looks for planned jobs on every instance; a job is opened by one. */
    @Component
    static class Opening extends Repeating {

        Opening(Jobs jobs, TransactionalOperator transaction, DispatchSettings settings) {
            super(settings.openEvery(), () -> jobs.open().as(transaction::transactional));
        }
    }
}
