package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What other modules ask of dispatch: post a job, withdraw it. Both in the caller's transaction, both repeatable. */
@Component
public class Jobs {

    private final JobMoves moves;
    private final JobNews news;
    private final Clock clock;
    private final DispatchSettings settings;

    Jobs(JobMoves moves, JobNews news, Clock clock, DispatchSettings settings) {
        this.moves = moves;
        this.news = news;
        this.clock = clock;
        this.settings = settings;
    }

    /** Posts it unless a job with that id was posted before. */
    public Mono<Void> post(NewJob job) {
        JobState state = JobState.atPosting(clock.instant(), job.startsAt(), settings.openBefore());
        return moves.post(job, state).flatMap(posted -> news.tell(List.of(posted), JobPosted::new));
    }

    /**
     * Withdraws it unless it has ended.
     *
     * @param actor who withdrew it; nobody when the house did
     */
    public Mono<Void> cancel(CommunityId community, JobId job, @Nullable PersonId actor, String cause) {
        return moves.cancel(new Step(job, new UUID[] {community.value()}, actor, cause))
                .flatMap(cancelled -> news.tell(List.of(cancelled), JobCancelled::new));
    }

    /** Opens the planned jobs whose time has come. */
    Mono<Void> open() {
        return moves.open(clock.instant().plus(settings.openBefore()))
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
