package community.doorstep.dispatch;

import static community.doorstep.dispatch.JobFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResidentViewTests {

    @Test
    void callsAWorkerAsOneDoes() {
        assertThat(ResidentView.calledName("王建国")).isEqualTo("王师傅");
        assertThat(ResidentView.calledName("Anna Li")).isEqualTo("Anna");
        assertThat(ResidentView.calledName("  ")).isEqualTo("师傅");
    }

    @Test
    void minutesAreRoundedUpAndNeverBelowOne() {
        assertThat(ResidentView.minutesLeft(NOW, NOW.plusSeconds(600))).isEqualTo(10);
        assertThat(ResidentView.minutesLeft(NOW, NOW.plusSeconds(541))).isEqualTo(10);
        assertThat(ResidentView.minutesLeft(NOW, NOW.plusSeconds(540))).isEqualTo(9);
        assertThat(ResidentView.minutesLeft(NOW, NOW.plusSeconds(1))).isEqualTo(1);
        assertThat(ResidentView.minutesLeft(NOW, NOW.minusSeconds(90))).isEqualTo(1);
    }

    @Test
    void saysMinutesOnlyWhileSomebodyIsOnTheWay() {
        PersonId worker = PersonId.next();

        assertThat(ResidentView.of(JobFixture.aJob(JobState.ACCEPTED, worker), "王建国", NOW, null, false, null)
                        .minutes())
                .isEqualTo(10);
        assertThat(ResidentView.of(
                                JobFixture.aJob(JobState.ACCEPTED, worker),
                                "王建国",
                                NOW.minusSeconds(51 * 60),
                                null,
                                false,
                                null)
                        .minutes())
                .as("at some time within the window")
                .isNull();
        assertThat(ResidentView.of(JobFixture.aJob(JobState.ARRIVED, worker), "王建国", NOW, null, false, null)
                        .minutes())
                .isNull();
        assertThat(ResidentView.of(JobFixture.aJob(JobState.WAITING, null), null, NOW, null, false, null)
                        .minutes())
                .isNull();
    }

    @Test
    void theEstimateCountsAndWhoWillBeLateIsSaidToBe() {
        Job job = JobFixture.aJob(JobState.ACCEPTED, PersonId.next());

        ResidentView soon = ResidentView.of(job, "王建国", NOW, NOW.plusSeconds(130), false, null);
        assertThat(soon.minutes()).isEqualTo(3);
        assertThat(soon.late()).isFalse();
        ResidentView hardly = ResidentView.of(job, "王建国", NOW, NOW.plusSeconds(655), false, null);
        assertThat(hardly.late()).isFalse();
        ResidentView late = ResidentView.of(job, "王建国", NOW, NOW.plusSeconds(900), false, null);
        assertThat(late.minutes()).isEqualTo(15);
        assertThat(late.late()).isTrue();
        Instant after = NOW.plusSeconds(700);
        ResidentView over = ResidentView.of(job, "王建国", after, after, false, null);
        assertThat(over.minutes()).isEqualTo(1);
        assertThat(over.late()).isTrue();
        Job waits = JobFixture.aJob(JobState.WAITING, null);
        assertThat(ResidentView.of(waits, null, NOW, null, false, null).late()).isFalse();
        assertThat(ResidentView.of(waits, null, after, null, false, null).late())
                .isTrue();
    }
}
