package community.doorstep.dispatch;

import static community.doorstep.dispatch.JobFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.PersonId;
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

        assertThat(ResidentView.of(JobFixture.aJob(JobState.ACCEPTED, worker), "王建国", NOW, false, null)
                        .minutes())
                .isEqualTo(10);
        assertThat(ResidentView.of(
                                JobFixture.aJob(JobState.ACCEPTED, worker),
                                "王建国",
                                NOW.minusSeconds(51 * 60),
                                false,
                                null)
                        .minutes())
                .as("at some time within the window")
                .isNull();
        assertThat(ResidentView.of(JobFixture.aJob(JobState.ARRIVED, worker), "王建国", NOW, false, null)
                        .minutes())
                .isNull();
        assertThat(ResidentView.of(JobFixture.aJob(JobState.WAITING, null), null, NOW, false, null)
                        .minutes())
                .isNull();
    }
}
