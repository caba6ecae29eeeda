package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobStateTests {

    private static final Map<JobState, Set<JobState>> ALLOWED = new EnumMap<>(Map.of(
            JobState.PLANNED, EnumSet.of(JobState.WAITING, JobState.CANCELLED),
            JobState.WAITING, EnumSet.of(JobState.ACCEPTED, JobState.PLANNED, JobState.CANCELLED),
            JobState.ACCEPTED, EnumSet.of(JobState.ARRIVED, JobState.WAITING, JobState.CANCELLED),
            JobState.ARRIVED,
                    EnumSet.of(
                            JobState.DONE,
                            JobState.NOBODY_HOME,
                            JobState.PAUSED,
                            JobState.ACCEPTED,
                            JobState.WAITING,
                            JobState.CANCELLED),
            JobState.PAUSED, EnumSet.of(JobState.ACCEPTED, JobState.WAITING, JobState.CANCELLED),
            JobState.DONE, EnumSet.noneOf(JobState.class),
            JobState.NOBODY_HOME, EnumSet.noneOf(JobState.class),
            JobState.CANCELLED, EnumSet.noneOf(JobState.class)));

    @Test
    void movesOnlyAlongItsWay() {
        for (JobState from : JobState.values()) {
            assertThat(Arrays.stream(JobState.values()).filter(from::canBecome))
                    .as("from %s", from)
                    .containsExactlyInAnyOrderElementsOf(ALLOWED.get(from));
        }
    }

    @Test
    void nothingFollowsAnEnd() {
        for (JobState state : JobState.values()) {
            assertThat(state.ended()).isEqualTo(ALLOWED.get(state).isEmpty());
        }
    }

    @Test
    void whatBeginsLaterThanSoonIsPlanned() {
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        Duration soon = Duration.ofMinutes(30);

        assertThat(JobState.atPosting(now, now.plus(soon), soon)).isEqualTo(JobState.WAITING);
        assertThat(JobState.atPosting(now, now.plus(soon).plusMillis(1), soon)).isEqualTo(JobState.PLANNED);
        assertThat(JobState.atPosting(now, now.minusSeconds(3600), soon)).isEqualTo(JobState.WAITING);
    }
}
