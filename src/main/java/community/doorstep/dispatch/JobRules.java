package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a worker's step changed nothing: either it was done before (a repeat, which gets the same answer), or it is
 * refused. Empty means that it was done before.
 */
final class JobRules {

    private JobRules() {}

    /** What is known of a job, and of the worker who asks, once the step has found nothing to change. */
    record Known(Job job, @Nullable Shift shift, boolean skilled, boolean gaveItBack) {}

    static Optional<Refusal> claim(PersonId worker, @Nullable Known known) {
        if (known == null || known.job().state() == JobState.PLANNED) {
            return Optional.of(unknown());
        }
        Job job = known.job();
        Shift shift = known.shift();
        if (job.state() == JobState.CANCELLED) {
            return Optional.of(Refusal.conflict("job-cancelled"));
        }
        if (job.heldBy(worker)) {
            return Optional.empty();
        }
        if (shift == null || !shift.onDuty()) {
            return Optional.of(Refusal.conflict("off-duty"));
        }
        if (!shift.at().equals(job.at())) {
            return Optional.of(unknown());
        }
        return Optional.of(known.skilled() ? Refusal.conflict("job-taken") : Refusal.forbidden("skill-missing"));
    }

    static Optional<Refusal> release(PersonId worker, @Nullable Known known) {
        if (known != null && known.gaveItBack() && !known.job().heldBy(worker)) {
            return Optional.empty();
        }
        if (known != null && known.job().state() == JobState.DONE && known.job().heldBy(worker)) {
            return Optional.of(Refusal.conflict("job-done"));
        }
        return Optional.of(notInHand(worker, known));
    }

    static Optional<Refusal> arrival(PersonId worker, @Nullable Known known) {
        boolean arrived = known != null
                && known.job().heldBy(worker)
                && (known.job().state() == JobState.ARRIVED || known.job().state() == JobState.DONE);
        return arrived ? Optional.empty() : Optional.of(notInHand(worker, known));
    }

    static Optional<Refusal> completion(PersonId worker, @Nullable Known known) {
        if (known != null && known.job().heldBy(worker)) {
            if (known.job().state() == JobState.DONE) {
                return Optional.empty();
            }
            if (known.job().state() == JobState.ACCEPTED) {
                return Optional.of(Refusal.conflict("not-arrived"));
            }
        }
        return Optional.of(notInHand(worker, known));
    }

    private static Refusal notInHand(PersonId worker, @Nullable Known known) {
        if (known == null || known.job().state() == JobState.PLANNED) {
            return unknown();
        }
        if (known.job().state() == JobState.CANCELLED) {
            return Refusal.conflict("job-cancelled");
        }
        boolean nobodys = known.job().state() == JobState.WAITING && !known.gaveItBack();
        return Refusal.conflict(nobodys || known.job().heldBy(worker) ? "job-not-accepted" : "not-yours");
    }

    private static Refusal unknown() {
        return Refusal.notFound("job-unknown");
    }
}
