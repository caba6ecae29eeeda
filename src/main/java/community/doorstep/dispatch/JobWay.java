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
        Map<Integer, StopState> stops,
        @Nullable Instant endedAt) {

    /** Before it was posted. */
    private static final JobWay NOWHERE =
            new JobWay(0, 0, JobState.PLANNED, JobSearch.NONE, JobHands.NOBODYS, Map.of(), null);

    /** @throws IllegalStateException when a hop is missing, or could not follow the one before */
    static JobWay of(List<Hop> hops) {
        JobWay way = NOWHERE;
        for (Hop hop : hops) {
            way = way.after(hop);
        }
        return way;
    }

    private JobWay after(Hop hop) {
        JobState next = next(hop);
        boolean follows = hop.kind() == HopKind.POSTED ? version == 0 : next == state || state.canBecome(next);
        if (hop.version() != version + 1 || !follows || next != hop.state()) {
            throw new IllegalStateException(hop + " cannot follow " + this);
        }
        return new JobWay(
                hop.version(),
                moves(hop) ? hop.version() : fence,
                next,
                search(hop),
                hands(hop),
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

    private JobSearch search(Hop hop) {
        return switch (hop.kind()) {
            case POSTED -> hop.state() == JobState.WAITING ? JobSearch.begun(hop.notedAt()) : JobSearch.NONE;
            case OPENED, RELEASED, TAKEN_BACK, REOPENED -> JobSearch.begun(hop.notedAt());
            case RESCHEDULED -> hop.state() == JobState.PLANNED ? JobSearch.NONE : search;
            case OFFERED -> search.offered(hop.worker());
            case OPENED_TO_ALL, NIGHT -> search.climbed(Rung.RECEIVED.height(), hop.stations());
            case ALL -> search.climbed(Rung.ALL.height(), hop.stations());
            case NEIGHBOURS -> search.climbed(Rung.NEIGHBOURS.height(), hop.stations());
            case LEAD -> search.climbed(Rung.LEAD.height(), hop.stations());
            case UNSERVED -> search.climbed(Rung.UNSERVED.height(), hop.stations());
            case DECLINED, MOVED_ON, ACCEPTED, ASSIGNED, DONE, NOBODY_HOME, CANCELLED -> search.offered(null);
            default -> search;
        };
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
