package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Carries a step out: the move and its news in one transaction. Nothing moved: the job as it is when this was a repeat,
 * else the refusal.
 */
@Component
class Steps {

    /** A worker cannot have more places than that, so one of the tries finds a free one or learns that there is none. */
    private static final int MOST_TRIES = 20;

    /** Why a step changed nothing; empty when it was a repeat. */
    interface Rule extends BiFunction<Step, JobRules.@Nullable Known, Optional<Refusal>> {}

    private final JobReads reads;
    private final Outbox outbox;
    private final Detached detached;
    private final TransactionalOperator transaction;

    Steps(JobReads reads, Outbox outbox, Detached detached, TransactionalOperator transaction) {
        this.reads = reads;
        this.outbox = outbox;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Not cut short when the phone hangs up. */
    Mono<Job> run(Step step, Mono<Job> move, Function<Job, Mono<Void>> news, Rule rule) {
        return detached.run(attached(step, move, news, rule));
    }

    Mono<Job> attached(Step step, Mono<Job> move, Function<Job, Mono<Void>> news, Rule rule) {
        return moved(move, news).switchIfEmpty(Mono.defer(() -> explained(step, rule)));
    }

    /** Of two jobs taken at once for one place the second is tried again, and finds another or none. */
    private Mono<Job> moved(Mono<Job> move, Function<Job, Mono<Void>> news) {
        return move.delayUntil(news)
                .as(transaction::transactional)
                .retryWhen(Retry.max(MOST_TRIES).filter(DuplicateKeyException.class::isInstance))
                .doOnNext(moved -> outbox.nudge());
    }

    private Mono<Job> explained(Step step, Rule rule) {
        return reads.known(step)
                .flatMap(known -> answer(known.job(), rule.apply(step, known)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }

    static Mono<Job> answer(Job job, Optional<Refusal> refusal) {
        return refusal.map(Mono::<Job>error).orElseGet(() -> Mono.just(job));
    }
}
