package community.doorstep.dispatch;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a worker's step changed nothing: either it was done before (a repeat, which gets the same answer), or it is
 * refused. Empty means that it was done before.
 */
final class JobRules {

    private JobRules() {}

    /**
     * What is known of the worker who asks.
     *
     * @param at where on duty, or last
     */
    record Standing(
            @Nullable StationRef at,
            boolean onDuty,
            boolean onBreak,
            boolean skilled,
            boolean placeFree,
            boolean helpedByIt) {}

    /** What is known of a job, and of the worker who asks, once the step has found nothing to change. */
    record Known(Job job, Standing standing, boolean gaveItBack, boolean stopsOpen) {}

    static Optional<Refusal> claim(Step step, @Nullable Known known) {
        if (known == null || known.job().state() == JobState.PLANNED) {
            return Optional.of(unknown());
        }
        Job job = known.job();
        if (job.state() == JobState.CANCELLED) {
            return Optional.of(Refusal.conflict("job-cancelled"));
        }
        if (job.heldBy(step.worker())) {
            return Optional.empty();
        }
        return Optional.of(taking(step, known));
    }

    /** Why a worker may not take a job that is nobody's, or another's. */
    private static Refusal taking(Step step, Known known) {
        Job job = known.job();
        Standing standing = known.standing();
        if (!standing.onDuty() || standing.at() == null) {
            return Refusal.conflict("off-duty");
        }
        if (standing.onBreak()) {
            return Refusal.conflict("on-break");
        }
        if (!job.isShownAt(standing.at())) {
            return unknown();
        }
        if (!standing.skilled()) {
            return Refusal.forbidden("skill-missing");
        }
        return job.state() == JobState.WAITING ? waiting(step, known) : Refusal.conflict("job-taken");
    }

    private static Refusal waiting(Step step, Known known) {
        if (!step.knows(known.job())) {
            return Refusal.conflict("job-changed");
        }
        if (known.standing().helpedByIt()) {
            return Refusal.conflict("helps-yourself");
        }
        if (!known.job().isFor(step.worker())) {
            return Refusal.conflict("not-offered");
        }
        return known.standing().placeFree() ? Refusal.conflict("job-taken") : Refusal.conflict("already-busy");
    }

    static Optional<Refusal> release(Step step, @Nullable Known known) {
        if (known != null && known.gaveItBack() && !known.job().heldBy(step.worker())) {
            return Optional.empty();
        }
        if (known != null && known.job().state() == JobState.DONE && known.job().heldBy(step.worker())) {
            return Optional.of(Refusal.conflict("job-done"));
        }
        return Optional.of(holding(step, known));
    }

    static Optional<Refusal> arrival(Step step, @Nullable Known known) {
        return mine(step, known, JobState.ARRIVED, JobState.DONE)
                ? Optional.empty()
                : Optional.of(holding(step, known));
    }

    static Optional<Refusal> completion(Step step, @Nullable Known known, JobState end) {
        return mine(step, known, end, end) ? Optional.empty() : Optional.of(atTheDoor(step, known));
    }

    static Optional<Refusal> pause(Step step, @Nullable Known known) {
        return mine(step, known, JobState.PAUSED, JobState.PAUSED)
                ? Optional.empty()
                : Optional.of(atTheDoor(step, known));
    }

    static Optional<Refusal> resumption(Step step, @Nullable Known known) {
        if (mine(step, known, JobState.ACCEPTED, JobState.ARRIVED)) {
            return Optional.empty();
        }
        if (known == null || !mine(step, known, JobState.PAUSED, JobState.PAUSED)) {
            return Optional.of(holding(step, known));
        }
        return Optional.of(known.standing().placeFree() ? taking(step, known) : Refusal.conflict("already-busy"));
    }

    static Optional<Refusal> takeover(Step step, @Nullable Known known) {
        if (known == null) {
            return Optional.of(unknown());
        }
        if (known.job().heldBy(step.worker())) {
            return Optional.empty();
        }
        if (!step.worker().equals(known.job().handoverTo())) {
            return Optional.of(Refusal.conflict("not-handed-over"));
        }
        Refusal taking = taking(step, known);
        boolean busy = taking.code().equals("job-taken") && !known.standing().placeFree();
        return Optional.of(busy ? Refusal.conflict("already-busy") : taking);
    }

    private static boolean mine(Step step, @Nullable Known known, JobState one, JobState other) {
        return known != null
                && known.job().heldBy(step.worker())
                && (known.job().state() == one || known.job().state() == other);
    }

    private static Refusal atTheDoor(Step step, @Nullable Known known) {
        if (known != null && mine(step, known, JobState.ACCEPTED, JobState.ACCEPTED)) {
            return Refusal.conflict("not-arrived");
        }
        return known != null && known.stopsOpen() && mine(step, known, JobState.ARRIVED, JobState.ARRIVED)
                ? Refusal.conflict("stops-open")
                : holding(step, known);
    }

    static Optional<Refusal> held(Step step, @Nullable Known known) {
        return Optional.of(holding(step, known));
    }

    /** Why a worker may not go on with a job: another's, nobody's, ended, known too long ago, or out of order. */
    static Refusal holding(Step step, @Nullable Known known) {
        if (known == null || known.job().state() == JobState.PLANNED) {
            return unknown();
        }
        Job job = known.job();
        if (job.state() == JobState.CANCELLED) {
            return Refusal.conflict("job-cancelled");
        }
        if (!job.heldBy(step.worker())) {
            boolean nobodys = job.state() == JobState.WAITING && !known.gaveItBack();
            return Refusal.conflict(nobodys ? "job-not-accepted" : "not-yours");
        }
        if (job.state().ended()) {
            return Refusal.conflict("job-done");
        }
        if (job.state() == JobState.PAUSED) {
            return Refusal.conflict("job-paused");
        }
        return step.knows(job) ? outOfOrder(step, job) : Refusal.conflict("job-changed");
    }

    private static Refusal outOfOrder(Step step, Job job) {
        Instant before = job.arrivedAt() == null ? job.acceptedAt() : job.arrivedAt();
        boolean early = before != null && step.at().isBefore(before);
        return Refusal.conflict(early ? "time-out-of-order" : "job-changed");
    }

    private static Refusal unknown() {
        return Refusal.notFound("job-unknown");
    }
}
