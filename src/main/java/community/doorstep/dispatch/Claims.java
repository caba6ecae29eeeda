package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.StationRuleBook;
import community.doorstep.workforce.Shifts;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Claims: a lease in Redis keeps the crowd away from PostgreSQL, which decides. */
@Component
class Claims {

    private final ClaimsTogether together;
    private final JobMoves moves;
    private final JobReads reads;
    private final JobNews news;
    private final Steps steps;
    private final Shifts shifts;
    private final StationRuleBook rules;
    private final StationQueue queue;
    private final Detached detached;
    private final Clock clock;

    Claims(
            ClaimsTogether together,
            JobMoves moves,
            JobReads reads,
            JobNews news,
            Steps steps,
            Shifts shifts,
            StationRuleBook rules,
            StationQueue queue,
            Detached detached,
            Clock clock) {
        this.together = together;
        this.moves = moves;
        this.reads = reads;
        this.news = news;
        this.steps = steps;
        this.shifts = shifts;
        this.rules = rules;
        this.queue = queue;
        this.detached = detached;
        this.clock = clock;
    }

    /** The same claim again gets the same answer. */
    Mono<Job> claim(Caller caller, JobId job, @Nullable Long fence) {
        Step step = Step.ofWorker(caller, job, "", fence, clock.instant());
        Mono<Job> claim = shifts.lately(caller.person(), step.communities())
                .flatMap(at -> claimAt(at, step))
                .switchIfEmpty(Mono.defer(() -> accept(step)));
        return detached.run(claim);
    }

    private Mono<Job> claimAt(StationRef at, Step step) {
        String token = Ids.next().toString();
        return rules.of(at)
                .flatMap(rule -> queue.lease(at.station(), step.job(), step.worker(), token, rule.places()))
                .defaultIfEmpty(LeaseAnswer.AWAY)
                .flatMap(answer -> switch (answer) {
                    case LEASED -> leased(at.station(), step, token);
                    case LEASED_TO_ANOTHER -> Mono.error(Refusal.conflict("job-taken"));
                    case HELD, NOT_OFFERED -> lookedAt(step);
                    case BUSY, UNKNOWN, LOST, AWAY -> accept(step);
                });
    }

    /** Leased claims are decided together; what could not be taken there is tried alone, and learns why. */
    private Mono<Job> leased(StationId station, Step step, String token) {
        return together.accept(step)
                .onErrorResume(DuplicateKeyException.class, placeTaken -> Mono.empty())
                .switchIfEmpty(Mono.defer(() -> accept(step)))
                .onErrorResume(
                        refused -> queue.unlease(station, step.job(), token).then(Mono.error(refused)));
    }

    /** Redis says that it is not for this worker: a look, which locks nothing, says whether that is so. */
    private Mono<Job> lookedAt(Step step) {
        PersonId worker = step.worker();
        return reads.known(step)
                .filter(known ->
                        known.job().state() != JobState.WAITING || !known.job().isFor(worker))
                .flatMap(known -> Steps.answer(known.job(), JobRules.claim(step, known)))
                .switchIfEmpty(Mono.defer(() -> accept(step)));
    }

    private Mono<Job> accept(Step step) {
        return steps.attached(step, moves.accept(step), job -> news.tell(job, JobNews.accepted(job)), JobRules::claim);
    }
}
