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
 * @param openToAll whether everybody on duty may claim it
 * @param called stations that may help
 * @param alarm what somebody must look at
 */
record JobSearch(
        int rung,
        boolean openToAll,
        List<StationId> called,
        @Nullable Instant since,
        @Nullable PersonId offeredTo,
        @Nullable Instant offeredUntil,
        Alarm.@Nullable Call alarm) {

    static JobSearch none(boolean openToAll) {
        return begun(null, openToAll);
    }

    static JobSearch begun(@Nullable Instant since, boolean openToAll) {
        return new JobSearch(Rung.RECEIVED.height(), openToAll, List.of(), since, null, null, null);
    }

    JobSearch offered(@Nullable PersonId to, @Nullable Instant until) {
        return new JobSearch(rung, openToAll, called, since, to, until, alarm);
    }

    JobSearch over() {
        return offered(null, null).alarmed(null);
    }

    JobSearch alarmed(Alarm.@Nullable Call by) {
        return new JobSearch(rung, openToAll, called, since, offeredTo, offeredUntil, by);
    }

    /** Whatever was offered no longer is. */
    JobSearch climbed(int to, Hop hop) {
        List<StationId> all = new ArrayList<>(called);
        all.addAll(hop.stations());
        return new JobSearch(
                Math.max(rung, to),
                openToAll || hop.openToAll(),
                all,
                since,
                null,
                null,
                Alarm.Call.valueOf(hop.kind().name()));
    }
}
