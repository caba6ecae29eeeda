package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as tests need them. */
final class JobFixture {

    static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    static final StationRef STATION = new StationRef(CommunityId.next(), StationId.next());

    private JobFixture() {}

    static Job aJob(JobState state, @Nullable PersonId worker) {
        return aJob(new JobId(Ids.next()), STATION, state, worker, 1);
    }

    static Job aJob(JobId id, StationRef at, JobState state, @Nullable PersonId worker, long version) {
        return new Job(
                id,
                at,
                PersonId.next(),
                PersonId.next(),
                "TAP",
                "修水龙头",
                false,
                false,
                NOW.toEpochMilli(),
                new GeoPoint(26.58765, 101.71842),
                NOW,
                NOW.plusSeconds(600),
                state,
                worker,
                version,
                1,
                worker == null ? null : NOW,
                null,
                state.ended() ? NOW : null,
                true,
                null,
                List.of(),
                List.of(),
                state == JobState.PAUSED ? NOW.plusSeconds(3600) : null,
                state == JobState.PAUSED ? PauseReason.PARTS : null,
                null,
                null,
                null);
    }

    static JobCard aCard(JobState state, @Nullable PersonId worker, long version) {
        return aJob(new JobId(Ids.next()), STATION, state, worker, version).card();
    }
}
