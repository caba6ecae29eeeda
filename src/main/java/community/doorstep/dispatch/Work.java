package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A worker's steps on a job: claim, give back, arrive, complete. The same step again gets the same answer. */
@Component
class Work {

    private final JobMoves moves;
    private final JobReads reads;
    private final JobNews news;
    private final Shifts shifts;
    private final StationQueue queue;
    private final Outbox outbox;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;

    Work(
            JobMoves moves,
            JobReads reads,
            JobNews news,
            Shifts shifts,
            StationQueue queue,
            Outbox outbox,
            Detached detached,
            TransactionalOperator transaction,
            MeterRegistry meters) {
        this.moves = moves;
        this.reads = reads;
        this.news = news;
        this.shifts = shifts;
        this.queue = queue;
        this.outbox = outbox;
        this.detached = detached;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** A lease in Redis keeps the crowd away from PostgreSQL, which decides. */
    Mono<Job> claim(Caller caller, JobId job) {
        Step step = Step.ofWorker(caller, job, "");
        Mono<Job> claim = shifts.lately(caller.person(), step.communities())
                .map(StationRef::station)
                .flatMap(station -> claimAt(station, step, caller.person()))
                .switchIfEmpty(Mono.defer(() -> accept(step, caller.person())));
        return detached.run(claim);
    }

    private Mono<Job> claimAt(StationId station, Step step, PersonId worker) {
        String token = Ids.next().toString();
        return queue.lease(station, step.job(), worker, token)
                .defaultIfEmpty(LeaseAnswer.AWAY)
                .flatMap(answer -> switch (answer) {
                    case LEASED ->
                        accept(step, worker)
                                .onErrorResume(refused -> queue.unlease(station, step.job(), token)
                                        .then(Mono.error(refused)));
                    case LEASED_TO_ANOTHER -> Mono.error(Refusal.conflict("job-taken"));
                    case HELD -> heldOrAccept(step, worker);
                    case BUSY, UNKNOWN, LOST, AWAY -> accept(step, worker);
                });
    }

    /** Redis says that somebody has it: a look, which locks nothing, says whether that is so. */
    private Mono<Job> heldOrAccept(Step step, PersonId worker) {
        return reads.known(step, worker)
                .filter(known -> known.job().state() != JobState.WAITING)
                .flatMap(known -> answer(known.job(), JobRules.claim(worker, known)))
                .switchIfEmpty(Mono.defer(() -> accept(step, worker)));
    }

    private Mono<Job> accept(Step step, PersonId worker) {
        return stepped(step, worker, moves::accept, JobAccepted::new, JobRules::claim);
    }

    Mono<Job> release(Caller caller, JobId job, String reason) {
        Step step = Step.ofWorker(caller, job, reason);
        return detached.run(stepped(step, caller.person(), moves::release, JobReleased::new, JobRules::release));
    }

    Mono<Job> arrive(Caller caller, JobId job) {
        Step step = Step.ofWorker(caller, job, "");
        return detached.run(stepped(step, caller.person(), this::arrived, JobArrived::new, JobRules::arrival));
    }

    private Mono<Job> arrived(Step step) {
        return moves.arrive(step).doOnNext(this::measure);
    }

    /** Whether the promise was kept, by arrival. */
    private void measure(Job job) {
        boolean kept = job.arrivedAt() != null && !job.arrivedAt().isAfter(job.promisedBy());
        meters.counter("doorstep.dispatch.arrivals", "promise", kept ? "kept" : "missed")
                .increment();
    }

    Mono<Job> complete(Caller caller, JobId job, String note) {
        Step step = Step.ofWorker(caller, job, note);
        return detached.run(stepped(step, caller.person(), moves::complete, JobDone::new, JobRules::completion));
    }

    private Mono<Job> stepped(
            Step step,
            PersonId worker,
            Function<Step, Mono<Job>> move,
            JobNews.OfWork event,
            BiFunction<PersonId, JobRules.@Nullable Known, Optional<Refusal>> rule) {
        return move.apply(step)
                .flatMap(moved -> news.tell(moved, worker, event).thenReturn(moved))
                .as(transaction::transactional)
                .doOnNext(moved -> outbox.nudge())
                .switchIfEmpty(Mono.defer(() -> explained(step, worker, rule)));
    }

    /** Nothing moved: the job as it is when this was a repeat, else the refusal. */
    private Mono<Job> explained(
            Step step, PersonId worker, BiFunction<PersonId, JobRules.@Nullable Known, Optional<Refusal>> rule) {
        return reads.known(step, worker)
                .flatMap(known -> answer(known.job(), rule.apply(worker, known)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }

    private static Mono<Job> answer(Job job, Optional<Refusal> refusal) {
        return refusal.map(Mono::<Job>error).orElseGet(() -> Mono.just(job));
    }
}
