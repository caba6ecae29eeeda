package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A worker's steps on a job: give back, arrive, complete, pause, go on. The same step again gets the same answer. */
@Component
class Work {

    /** What a phone says with each step: what it knew of the job, and when the step happened. */
    record Said(@Nullable Long version, @Nullable Instant at) {
        static final Said NOTHING = new Said(null, null);
    }

    private final JobMoves moves;
    private final JobNews news;
    private final Steps steps;
    private final ArrivalProof proof;
    private final Detached detached;
    private final Clock clock;
    private final MeterRegistry meters;
    private final DispatchSettings settings;

    Work(
            JobMoves moves,
            JobNews news,
            Steps steps,
            ArrivalProof proof,
            Detached detached,
            Clock clock,
            MeterRegistry meters,
            DispatchSettings settings) {
        this.moves = moves;
        this.news = news;
        this.steps = steps;
        this.proof = proof;
        this.detached = detached;
        this.clock = clock;
        this.meters = meters;
        this.settings = settings;
    }

    /** Refuses {@code time-in-future}, {@code time-too-old} (400). */
    Step step(Caller caller, JobId job, String cause, Said said) {
        Instant at = settings.stepTime().judged(said.at(), clock.instant());
        return Step.ofWorker(caller, job, cause, said.version(), at);
    }

    Mono<Job> release(Caller caller, JobId job, String reason, Said said) {
        Step step = step(caller, job, reason, said);
        return steps.run(step, moves.release(step), moved -> told(moved, step, JobReleased::new), JobRules::release);
    }

    /** Refuses what {@link ArrivalProof#of} refuses. */
    Mono<Job> arrive(Caller caller, JobId job, @Nullable GeoPoint position, @Nullable String code, Said said) {
        Step asked = step(caller, job, "", said);
        return detached.run(proof.of(asked, position, code)).flatMap(shown -> arrived(asked.because(shown)));
    }

    private Mono<Job> arrived(Step step) {
        return steps.run(
                step,
                moves.arrive(step).doOnNext(this::measure),
                moved -> told(moved, step, JobArrived::new),
                JobRules::arrival);
    }

    /** Whether the promise was kept, by arrival. */
    void measure(Job job) {
        boolean kept = job.arrivedAt() != null && !job.arrivedAt().isAfter(job.promisedBy());
        meters.counter("doorstep.dispatch.arrivals", "promise", kept ? "kept" : "missed")
                .increment();
    }

    /** Refuses {@code stops-open} (409) while a run has doors left. */
    Mono<Job> complete(Caller caller, JobId job, String note, Said said) {
        Step step = step(caller, job, note, said);
        return steps.run(
                step,
                moves.complete(step),
                moved -> told(moved, step, JobDone::new).then(helpersEnd(moved)),
                (asked, known) -> JobRules.completion(asked, known, JobState.DONE));
    }

    /** The door stays closed, and with that the job has ended. */
    Mono<Job> nobodyHome(Caller caller, JobId job, String note, Said said) {
        Step step = step(caller, job, note, said);
        return steps.run(
                step,
                moves.nobodyHome(step),
                moved -> told(moved, step, JobUnmet::new).then(helpersEnd(moved)),
                (asked, known) -> JobRules.completion(asked, known, JobState.NOBODY_HOME));
    }

    private Mono<Void> helpersEnd(Job job) {
        return moves.endHelpers(job.id())
                .collectList()
                .filter(ended -> !ended.isEmpty())
                .flatMap(ended -> news.tell(ended, JobCancelled::new));
    }

    /** Refuses {@code pause-invalid} (422) when it would go on in the past, or too far off. */
    Mono<Job> pause(Caller caller, JobId job, PauseReason reason, Instant resumesAt, String note, Said said) {
        Step step = step(caller, job, note, said);
        Instant now = clock.instant();
        if (!resumesAt.isAfter(now) || resumesAt.isAfter(now.plus(settings.pauseMost()))) {
            return Mono.error(Refusal.unprocessable("pause-invalid"));
        }
        return steps.run(
                step,
                moves.pause(step, reason, resumesAt),
                moved -> news.tell(moved, paused(moved, step, reason, resumesAt)),
                JobRules::pause);
    }

    private static JobPaused paused(Job job, Step step, PauseReason reason, Instant resumesAt) {
        return new JobPaused(
                job.community(),
                job.id().value(),
                job.version(),
                job.at().station(),
                job.resident(),
                step.worker(),
                reason,
                resumesAt,
                step.at());
    }

    /** The paused job goes on, in a free place; the worker is on the way again. */
    Mono<Job> resume(Caller caller, JobId job, @Nullable Long fence) {
        Step step = Step.ofWorker(caller, job, "", fence, clock.instant());
        return steps.run(step, moves.resume(step), moved -> told(moved, step, JobAccepted::new), JobRules::resumption);
    }

    Mono<Void> told(Job job, Step step, JobNews.OfWork event) {
        return news.tell(job, event.about(job, step.worker(), step.at()));
    }
}
