package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is looked for who takes a job.
 *
 * @param rung at least {@link Rung#RECEIVED}: being looked at is no hop
 * @param called stations that may help
 */
record JobSearch(
        int rung,
        List<StationId> called,
        @Nullable Instant since,
        @Nullable PersonId offeredTo) {

    static final JobSearch NONE = new JobSearch(Rung.RECEIVED.height(), List.of(), null, null);

    static JobSearch begun(Instant since) {
        return new JobSearch(Rung.RECEIVED.height(), List.of(), since, null);
    }

    JobSearch offered(@Nullable PersonId to) {
        return new JobSearch(rung, called, since, to);
    }

    JobSearch climbed(int to, List<StationId> more) {
        List<StationId> all = new ArrayList<>(called);
        all.addAll(more);
        return new JobSearch(Math.max(rung, to), all, since, null);
    }
}
