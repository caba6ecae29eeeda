package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone's step on a job.
 *
 * @param communities where the actor's role holds
 * @param actor who takes the step; nobody when the house does
 * @param cause why, in the actor's words or ours; kept with the hop
 * @param fence the version of the job that the actor knew; null when not said
 * @param at when it happened
 */
record Step(
        JobId job,
        UUID[] communities,
        @Nullable PersonId actor,
        String cause,
        @Nullable Long fence,
        Instant at) {

    static Step ofWorker(Caller caller, JobId job, String cause, @Nullable Long fence, Instant at) {
        return new Step(job, caller.communitiesAs(Role.WORKER), caller.person(), cause, fence, at);
    }

    Step because(String other) {
        return new Step(job, communities, actor, other, fence, at);
    }

    PersonId worker() {
        if (actor == null) {
            throw new IllegalStateException("The house takes no worker's step");
        }
        return actor;
    }

    /** Whether the actor knew the job as it is, or as it was since it is where it is. */
    boolean knows(Job current) {
        return fence == null || fence >= current.fence() && fence <= current.version();
    }
}
