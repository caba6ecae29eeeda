package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a job, as {@code job_event} keeps it.
 *
 * @param state the job's afterwards
 * @param worker who has it afterwards; for {@link HopKind#OFFERED} to whom it is offered
 * @param colleague to whom it is to be handed
 * @param stop at which of a run's doors
 * @param stations which were called to help
 * @param openToAll whether everybody on duty may claim it afterwards
 * @param until when what was offered runs out, or the pause ends
 * @param at when it happened, by the phone of whoever was offline
 * @param notedAt when it was written
 */
record Hop(
        long version,
        HopKind kind,
        JobState state,
        @Nullable PersonId worker,
        @Nullable PersonId colleague,
        @Nullable Integer stop,
        List<StationId> stations,
        boolean openToAll,
        @Nullable Instant until,
        @Nullable PauseReason pausedFor,
        Instant at,
        Instant notedAt) {}
