package community.doorstep.dispatch;

import community.doorstep.shared.Outbox;
import community.doorstep.shared.Together;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Claims that came while others were committed are decided together: one statement, one commit. In a group each worker
 * and each job stands once.
 */
@Component
class ClaimsTogether {

    private static final int MOST = 64;

    /** One group after the other: the more who wait, the more go together. */
    private static final int AT_ONCE = 1;

    private final JobMoves moves;
    private final JobNews news;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Together<Step, Optional<Job>> together =
            new Together<>(MOST, AT_ONCE, step -> List.of(step.job(), step.worker()), this::accept);

    ClaimsTogether(JobMoves moves, JobNews news, Outbox outbox, TransactionalOperator transaction) {
        this.moves = moves;
        this.news = news;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** The job in the worker's hands; empty when it could not be taken. */
    Mono<Job> accept(Step step) {
        return together.ask(step).flatMap(Mono::justOrEmpty);
    }

    private Mono<List<Optional<Job>>> accept(List<Step> steps) {
        return moves.acceptEach(steps)
                .collectMap(Job::id)
                .delayUntil(moved -> moved.isEmpty() ? Mono.empty() : told(moved.values()))
                .as(transaction::transactional)
                .doOnNext(moved -> outbox.nudge())
                .map(moved -> steps.stream()
                        .map(step -> Optional.ofNullable(moved.get(step.job())))
                        .toList());
    }

    private Mono<Void> told(Collection<Job> moved) {
        return news.tell(
                List.copyOf(moved), moved.stream().map(JobNews::accepted).toList());
    }
}
