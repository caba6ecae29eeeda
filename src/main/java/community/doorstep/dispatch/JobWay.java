package community.doorstep.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands after so many hops: its events replayed, each by what its kind means.
 *
 * @param stops of a run, those at which something happened
 */
record JobWay(
        long version,
        long fence,
        JobState state,
        JobSearch search,
        JobHands hands,
        @Nullable JobPause pause,
        Map<Integer, StopState> stops,
        @Nullable Instant endedAt) {

    /** Before it was posted. */
    private static final JobWay NOWHERE =
            new JobWay(0, 0, JobState.PLANNED, JobSearch.none(false), JobHands.NOBODYS, null, Map.of(), null);

    /** @throws IllegalStateException when a hop is missing, or could not follow the one before */
    static JobWay of(List<Hop> hops) {
        JobWay way = NOWHERE;
        boolean late = false;
        for (Hop hop : hops) {
            late = hop.kind() == HopKind.LATE || late && !way.moves(hop) && hop.kind() != HopKind.RESCHEDULED;
            way = way.after(hop, late);
        }
        return way;
    }

    /** @param late whether its promise ran out since it is where it is */
    private JobWay after(Hop hop, boolean late) {
        JobState next = next(hop);
        boolean follows = hop.kind() == HopKind.POSTED ? version == 0 : next == state || state.canBecome(next);
        JobSearch search = search(hop, late);
        if (hop.version() != version + 1 || !follows || next != hop.state() || search.openToAll() != hop.openToAll()) {
            throw new IllegalStateException(hop + " cannot follow " + this);
        }
        return new JobWay(
                hop.version(),
                moves(hop) ? hop.version() : fence,
                next,
                search,
                hands(hop),
                pause(hop),
                stops(hop),
                ended(hop));
    }

    private JobState next(Hop hop) {
        return switch (hop.kind()) {
            case POSTED, RESCHEDULED -> hop.state();
            case OPENED, RELEASED, TAKEN_BACK, REOPENED -> JobState.WAITING;
            case ACCEPTED, ASSIGNED, TAKEN_OVER, RESUMED -> JobState.ACCEPTED;
            case ARRIVED, STOP_ARRIVED, STOP_DONE, STOP_FAILED -> JobState.ARRIVED;
            case PAUSED -> JobState.PAUSED;
            case DONE -> JobState.DONE;
            case NOBODY_HOME -> JobState.NOBODY_HOME;
            case CANCELLED -> JobState.CANCELLED;
            default -> state;
        };
    }

    /** Whether steps that know only what was before are refused from then on. */
    private boolean moves(Hop hop) {
        return switch (hop.kind()) {
            case STOP_ARRIVED, STOP_DONE, STOP_FAILED -> state == JobState.ACCEPTED;
            case POSTED, OPENED, RELEASED, TAKEN_BACK, REOPENED -> true;
            case ACCEPTED, ASSIGNED, TAKEN_OVER, RESUMED -> true;
            case ARRIVED, PAUSED, DONE, NOBODY_HOME, CANCELLED -> true;
            case RESCHEDULED -> hop.state() == JobState.PLANNED;
            default -> false;
        };
    }

    private JobSearch search(Hop hop, boolean late) {
        return switch (hop.kind()) {
            case POSTED ->
                hop.state() == JobState.WAITING
                        ? JobSearch.begun(hop.notedAt(), hop.openToAll())
                        : JobSearch.none(hop.openToAll());
            case OPENED, RELEASED, TAKEN_BACK, REOPENED -> JobSearch.begun(hop.notedAt(), hop.openToAll());
            case RESCHEDULED -> hop.state() == JobState.PLANNED ? JobSearch.none(search.openToAll()) : search;
            case OFFERED -> search.offered(hop.worker(), hop.until());
            case DECLINED, MOVED_ON -> search.offered(null, null);
            case OPENED_TO_ALL, NIGHT -> search.climbed(Rung.RECEIVED.height(), hop);
            case ALL -> search.climbed(Rung.ALL.height(), hop);
            case NEIGHBOURS -> search.climbed(Rung.NEIGHBOURS.height(), hop);
            case LEAD -> search.climbed(Rung.LEAD.height(), hop);
            case UNSERVED -> search.climbed(Rung.UNSERVED.height(), hop);
            case LATE -> search.alarmed(Alarm.Call.LATE);
            case SILENT -> search.alarmed(Alarm.Call.SILENT);
            case HEARD -> search.alarmed(late ? Alarm.Call.LATE : null);
            case ACCEPTED, ASSIGNED, TAKEN_OVER, RESUMED, DONE, NOBODY_HOME, CANCELLED -> search.over();
            case ARRIVED, STOP_ARRIVED, STOP_DONE, STOP_FAILED, PAUSED -> search.alarmed(null);
            default -> search;
        };
    }

    private @Nullable JobPause pause(Hop hop) {
        if (hop.kind() != HopKind.PAUSED) {
            return moves(hop) ? null : pause;
        }
        // Of pauses that were over before this was kept, nothing is known.
        return hop.pausedFor() == null || hop.until() == null ? null : new JobPause(hop.pausedFor(), hop.until());
    }

    private JobHands hands(Hop hop) {
        return switch (hop.kind()) {
            case OPENED, RELEASED, TAKEN_BACK, REOPENED -> JobHands.NOBODYS;
            case ACCEPTED, ASSIGNED, TAKEN_OVER, RESUMED -> new JobHands(hop.worker(), null, hop.at(), null);
            case ARRIVED -> hands.arrived(hands.happened(hop.at()));
            case STOP_ARRIVED, STOP_DONE, STOP_FAILED ->
                hands.arrived(hands.arrivedAt() == null ? hop.at() : hands.arrivedAt());
            case HANDOVER_ASKED -> hands.offeredTo(hop.colleague());
            case HANDOVER_REFUSED, PAUSED, DONE, NOBODY_HOME, CANCELLED -> hands.offeredTo(null);
            default -> hands;
        };
    }

    private Map<Integer, StopState> stops(Hop hop) {
        if (hop.stop() == null) {
            return stops;
        }
        Map<Integer, StopState> all = new TreeMap<>(stops);
        switch (hop.kind()) {
            case STOP_ARRIVED -> all.put(hop.stop(), StopState.ARRIVED);
            case STOP_DONE -> all.put(hop.stop(), StopState.DONE);
            case STOP_FAILED, STOP_LEFT_OUT -> all.put(hop.stop(), StopState.FAILED);
            default -> throw new IllegalStateException(hop + " is of no stop");
        }
        return all;
    }

    private @Nullable Instant ended(Hop hop) {
        return switch (hop.kind()) {
            case DONE, NOBODY_HOME -> hands.happened(hop.at());
            case CANCELLED -> hop.notedAt();
            default -> endedAt;
        };
    }
}
