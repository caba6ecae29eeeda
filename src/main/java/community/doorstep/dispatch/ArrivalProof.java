package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What shows that a worker is at the door: the resident's four digits, or that the phone is near. */
@Component
class ArrivalProof {

    private final JobReads reads;
    private final ArrivalCodes codes;
    private final DispatchSettings settings;

    ArrivalProof(JobReads reads, ArrivalCodes codes, DispatchSettings settings) {
        this.reads = reads;
        this.codes = codes;
        this.settings = settings;
    }

    /**
     * In words for the job's history. A step that changes nothing needs none: it is a repeat, or is refused for what it
     * is. Refuses {@code too-far} (409, member {@code metres}), {@code arrival-code-wrong} (409, member {@code left}),
     * {@code arrival-code-blocked} (409), {@code arrival-unproved} (409).
     */
    Mono<String> of(Step step, @Nullable GeoPoint position, @Nullable String code) {
        GeoPoint at = position == null ? null : position.onEarth();
        return reads.known(step)
                .map(JobRules.Known::job)
                .filter(job -> job.state() == JobState.ACCEPTED && job.heldBy(step.worker()))
                .flatMap(job -> proved(job, step.worker(), at, code))
                .defaultIfEmpty("");
    }

    private Mono<String> proved(Job job, PersonId worker, @Nullable GeoPoint at, @Nullable String code) {
        if (code != null) {
            return codes.attempt(job, worker)
                    .switchIfEmpty(Mono.error(() -> Refusal.conflict("arrival-code-blocked")))
                    .flatMap(left -> codes.isRight(job.id(), worker, code)
                            ? Mono.just(HopCause.CODE)
                            : Mono.error(Refusal.conflict("arrival-code-wrong").with("left", left)));
        }
        if (at != null) {
            return near(job, at);
        }
        return settings.arrivalProof() ? Mono.error(Refusal.conflict("arrival-unproved")) : Mono.just("");
    }

    private Mono<String> near(Job job, GeoPoint at) {
        long metres = Math.round(job.place().metresTo(at));
        return metres <= settings.arrivalWithin()
                ? Mono.just(HopCause.position(metres))
                : Mono.error(Refusal.conflict("too-far").with("metres", metres));
    }
}
