package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A delivery run, door by door. The same step again gets the same answer. */
@Component
class Runs {

    private final Stops stops;
    private final JobReads reads;
    private final JobNews news;
    private final Steps steps;
    private final Work work;

    Runs(Stops stops, JobReads reads, JobNews news, Steps steps, Work work) {
        this.stops = stops;
        this.reads = reads;
        this.news = news;
        this.steps = steps;
        this.work = work;
    }

    /** Where a stop moved: the job as it was, as it is, and the stop. */
    private record Moved(Job before, Job after, Stop stop) {}

    /**
     * Refuses {@code stop-unknown} (404), {@code stop-not-arrived}, {@code stop-ended} (409), and what steps on a job
     * are refused for.
     */
    Mono<Job> step(Caller caller, JobId job, int number, StopState next, String reason, Work.Said said) {
        Step step = work.step(caller, job, reason, said);
        Mono<Job> moved = stops.lock(step)
                .filter(held -> !step.at().isBefore(earliest(held)))
                .filter(step::knows)
                .flatMap(held -> moved(held, step, number, next))
                .delayUntil(move -> told(move, step, next))
                .map(Moved::after)
                .switchIfEmpty(Mono.defer(() -> unmoved(step, number, next)));
        return steps.run(step, moved, after -> Mono.empty(), JobRules::held);
    }

    private static Instant earliest(Job job) {
        return job.acceptedAt() == null ? Instant.EPOCH : job.acceptedAt();
    }

    private Mono<Moved> moved(Job held, Step step, int number, StopState next) {
        return stops.move(held, number, next, step.at(), step.cause())
                .flatMap(stop -> stops.hop(held, number, step, next.hop()).map(after -> new Moved(held, after, stop)));
    }

    private Mono<Void> told(Moved move, Step step, StopState next) {
        List<DomainEvent> events = new ArrayList<>();
        Job job = move.after();
        if (move.before().state() == JobState.ACCEPTED) {
            work.measure(job);
            JobNews.OfWork arrived = JobArrived::new;
            events.add(arrived.about(job, step.worker(), step.at()));
        }
        if (next != StopState.ARRIVED) {
            events.add(new StopEnded(
                    job.community(),
                    job.id().value(),
                    job.version(),
                    move.stop().reference(),
                    move.stop().residentId(),
                    step.worker(),
                    next == StopState.DONE,
                    step.cause(),
                    step.at()));
        }
        if (events.isEmpty()) {
            events.add(JobNews.changed(job, step.at()));
        }
        return news.tell(job, events.toArray(DomainEvent[]::new));
    }

    /** A repeat, or refused: the stop says which; empty when the job does. */
    private Mono<Job> unmoved(Step step, int number, StopState next) {
        return reads.known(step)
                .map(JobRules.Known::job)
                .filter(job -> job.heldBy(step.worker()) && job.state() != JobState.PAUSED && step.knows(job))
                .flatMap(job -> stops.of(job)
                        .filter(stop -> stop.number() == number)
                        .next()
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("stop-unknown")))
                        .flatMap(stop -> explained(job, stop, step, next)));
    }

    private static Mono<Job> explained(Job job, Stop stop, Step step, StopState next) {
        if (stop.state() == next || next == StopState.ARRIVED && stop.state() == StopState.DONE) {
            return Mono.just(job);
        }
        if (job.state().ended() || step.at().isBefore(earliest(job))) {
            return Mono.empty();
        }
        return Mono.error(Refusal.conflict(stop.state() == StopState.OPEN ? "stop-not-arrived" : "stop-ended"));
    }
}
