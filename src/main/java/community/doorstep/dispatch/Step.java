package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone's step on a job.
 *
 * @param communities where the job may lie for the step to count
 * @param actor who takes the step; nobody when the house does
 * @param cause why, in the actor's words or ours; kept with the hop
 */
record Step(JobId job, UUID[] communities, @Nullable PersonId actor, String cause) {

    static Step ofWorker(Caller caller, JobId job, String cause) {
        return new Step(job, caller.communitiesAs(Role.WORKER), caller.person(), cause);
    }
}
