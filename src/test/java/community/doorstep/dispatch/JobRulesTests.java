package community.doorstep.dispatch;

import static community.doorstep.dispatch.JobFixture.STATION;
import static community.doorstep.dispatch.JobFixture.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.JobRules.Known;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobRulesTests {

    private final PersonId me = PersonId.next();
    private final PersonId other = PersonId.next();

    @Test
    void aClaimIsRefusedForItsReason() {
        assertThat(JobRules.claim(me, null)).satisfies(is("job-unknown", 404));
        assertThat(JobRules.claim(me, fit(JobState.PLANNED, null))).satisfies(is("job-unknown", 404));
        assertThat(JobRules.claim(me, fit(JobState.CANCELLED, null))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.claim(me, fit(JobState.ACCEPTED, other))).satisfies(is("job-taken", 409));
        assertThat(JobRules.claim(me, fit(JobState.DONE, other))).satisfies(is("job-taken", 409));
        assertThat(JobRules.claim(me, new Known(aJob(JobState.WAITING, null), shift(false), true, false)))
                .satisfies(is("off-duty", 409));
        assertThat(JobRules.claim(me, new Known(aJob(JobState.WAITING, null), null, true, false)))
                .satisfies(is("off-duty", 409));
        assertThat(JobRules.claim(me, new Known(aJob(JobState.WAITING, null), shift(true), false, false)))
                .satisfies(is("skill-missing", 403));
        assertThat(JobRules.claim(me, new Known(aJob(JobState.WAITING, null), elsewhere(), true, false)))
                .satisfies(is("job-unknown", 404));
    }

    @Test
    void theSameStepAgainIsNoRefusal() {
        assertThat(JobRules.claim(me, fit(JobState.ACCEPTED, me))).isEmpty();
        assertThat(JobRules.claim(me, fit(JobState.ARRIVED, me))).isEmpty();
        assertThat(JobRules.claim(me, fit(JobState.DONE, me))).isEmpty();
        assertThat(JobRules.release(me, gaveBack(JobState.WAITING, null))).isEmpty();
        assertThat(JobRules.release(me, gaveBack(JobState.ACCEPTED, other))).isEmpty();
        assertThat(JobRules.arrival(me, fit(JobState.ARRIVED, me))).isEmpty();
        assertThat(JobRules.arrival(me, fit(JobState.DONE, me))).isEmpty();
        assertThat(JobRules.completion(me, fit(JobState.DONE, me))).isEmpty();
    }

    @Test
    void stepsOutOfTurnAreRefused() {
        assertThat(JobRules.arrival(me, fit(JobState.WAITING, null))).satisfies(is("job-not-accepted", 409));
        assertThat(JobRules.completion(me, fit(JobState.WAITING, null))).satisfies(is("job-not-accepted", 409));
        assertThat(JobRules.completion(me, fit(JobState.ACCEPTED, me))).satisfies(is("not-arrived", 409));
        assertThat(JobRules.release(me, fit(JobState.DONE, me))).satisfies(is("job-done", 409));
        assertThat(JobRules.release(me, fit(JobState.WAITING, null))).satisfies(is("job-not-accepted", 409));
    }

    @Test
    void anothersJobStaysTheirs() {
        assertThat(JobRules.release(me, fit(JobState.ACCEPTED, other))).satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(me, fit(JobState.ACCEPTED, other))).satisfies(is("not-yours", 409));
        assertThat(JobRules.completion(me, fit(JobState.ARRIVED, other))).satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(me, gaveBack(JobState.WAITING, null))).satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(me, null)).satisfies(is("job-unknown", 404));
    }

    @Test
    void aCancelledJobSaysSoToEveryStep() {
        assertThat(JobRules.release(me, fit(JobState.CANCELLED, me))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.arrival(me, fit(JobState.CANCELLED, me))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.completion(me, fit(JobState.CANCELLED, me))).satisfies(is("job-cancelled", 409));
    }

    private Known fit(JobState state, PersonId holder) {
        return new Known(aJob(state, holder), shift(true), true, false);
    }

    private Known gaveBack(JobState state, PersonId holder) {
        return new Known(aJob(state, holder), shift(true), true, true);
    }

    private Shift shift(boolean onDuty) {
        return new Shift(me, STATION, onDuty, Instant.EPOCH, Set.of());
    }

    private Shift elsewhere() {
        return new Shift(me, new StationRef(STATION.community(), StationId.next()), true, Instant.EPOCH, Set.of());
    }

    private static java.util.function.Consumer<Optional<Refusal>> is(String code, int status) {
        return refusal -> {
            assertThat(refusal).isPresent();
            assertThat(refusal.get().code()).isEqualTo(code);
            assertThat(refusal.get().status().value()).isEqualTo(status);
        };
    }
}
