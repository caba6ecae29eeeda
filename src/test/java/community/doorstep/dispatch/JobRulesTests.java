package community.doorstep.dispatch;

import static community.doorstep.dispatch.JobFixture.STATION;
import static community.doorstep.dispatch.JobFixture.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.JobRules.Known;
import community.doorstep.dispatch.JobRules.Standing;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobRulesTests {

    private final PersonId me = PersonId.next();
    private final PersonId other = PersonId.next();
    private final Step mine = step(me, null);

    private static final Standing FIT = new Standing(STATION, true, false, true, true, false);
    private static final Standing OFF = new Standing(STATION, false, false, true, true, false);
    private static final Standing NEVER = new Standing(null, false, false, true, true, false);
    private static final Standing UNSKILLED = new Standing(STATION, true, false, false, true, false);

    @Test
    void aClaimIsRefusedForItsReason() {
        assertThat(JobRules.claim(mine, null)).satisfies(is("job-unknown", 404));
        assertThat(JobRules.claim(mine, fit(JobState.PLANNED, null))).satisfies(is("job-unknown", 404));
        assertThat(JobRules.claim(mine, fit(JobState.CANCELLED, null))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.claim(mine, fit(JobState.ACCEPTED, other))).satisfies(is("job-taken", 409));
        assertThat(JobRules.claim(mine, fit(JobState.DONE, other))).satisfies(is("job-taken", 409));
        assertThat(JobRules.claim(mine, new Known(aJob(JobState.WAITING, null), OFF, false, false)))
                .satisfies(is("off-duty", 409));
        assertThat(JobRules.claim(mine, new Known(aJob(JobState.WAITING, null), NEVER, false, false)))
                .satisfies(is("off-duty", 409));
        assertThat(JobRules.claim(mine, new Known(aJob(JobState.WAITING, null), UNSKILLED, false, false)))
                .satisfies(is("skill-missing", 403));
        assertThat(JobRules.claim(mine, new Known(aJob(JobState.WAITING, null), elsewhere(), false, false)))
                .satisfies(is("job-unknown", 404));
    }

    @Test
    void theSameStepAgainIsNoRefusal() {
        assertThat(JobRules.claim(mine, fit(JobState.ACCEPTED, me))).isEmpty();
        assertThat(JobRules.claim(mine, fit(JobState.ARRIVED, me))).isEmpty();
        assertThat(JobRules.claim(mine, fit(JobState.DONE, me))).isEmpty();
        assertThat(JobRules.release(mine, gaveBack(JobState.WAITING, null))).isEmpty();
        assertThat(JobRules.release(mine, gaveBack(JobState.ACCEPTED, other))).isEmpty();
        assertThat(JobRules.arrival(mine, fit(JobState.ARRIVED, me))).isEmpty();
        assertThat(JobRules.arrival(mine, fit(JobState.DONE, me))).isEmpty();
        assertThat(JobRules.completion(mine, fit(JobState.DONE, me), JobState.DONE))
                .isEmpty();
    }

    @Test
    void whatCannotBeTakenNowSaysWhy() {
        Known waiting = fit(JobState.WAITING, null);

        assertThat(JobRules.claim(step(me, 2L), waiting)).satisfies(is("job-changed", 409));
        assertThat(JobRules.claim(step(me, 0L), waiting)).satisfies(is("job-changed", 409));
        assertThat(JobRules.claim(mine, standing(true, true, false))).satisfies(is("on-break", 409));
        assertThat(JobRules.claim(mine, standing(false, false, false))).satisfies(is("already-busy", 409));
        assertThat(JobRules.claim(mine, standing(false, true, true))).satisfies(is("helps-yourself", 409));
        assertThat(JobRules.takeover(mine, fit(JobState.ACCEPTED, other))).satisfies(is("not-handed-over", 409));
    }

    private Known standing(boolean onBreak, boolean placeFree, boolean helpedByIt) {
        return new Known(
                aJob(JobState.WAITING, null),
                new Standing(STATION, true, onBreak, true, placeFree, helpedByIt),
                false,
                false);
    }

    @Test
    void stepsOutOfTurnAreRefused() {
        assertThat(JobRules.arrival(mine, fit(JobState.WAITING, null))).satisfies(is("job-not-accepted", 409));
        assertThat(JobRules.completion(mine, fit(JobState.WAITING, null), JobState.DONE))
                .satisfies(is("job-not-accepted", 409));
        assertThat(JobRules.completion(mine, fit(JobState.ACCEPTED, me), JobState.DONE))
                .satisfies(is("not-arrived", 409));
        assertThat(JobRules.release(mine, fit(JobState.DONE, me))).satisfies(is("job-done", 409));
        assertThat(JobRules.release(mine, fit(JobState.WAITING, null))).satisfies(is("job-not-accepted", 409));
    }

    @Test
    void anothersJobStaysTheirs() {
        assertThat(JobRules.release(mine, fit(JobState.ACCEPTED, other))).satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(mine, fit(JobState.ACCEPTED, other))).satisfies(is("not-yours", 409));
        assertThat(JobRules.completion(mine, fit(JobState.ARRIVED, other), JobState.DONE))
                .satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(mine, gaveBack(JobState.WAITING, null))).satisfies(is("not-yours", 409));
        assertThat(JobRules.arrival(mine, null)).satisfies(is("job-unknown", 404));
    }

    @Test
    void aCancelledJobSaysSoToEveryStep() {
        assertThat(JobRules.release(mine, fit(JobState.CANCELLED, me))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.arrival(mine, fit(JobState.CANCELLED, me))).satisfies(is("job-cancelled", 409));
        assertThat(JobRules.completion(mine, fit(JobState.CANCELLED, me), JobState.DONE))
                .satisfies(is("job-cancelled", 409));
    }

    private Known fit(JobState state, PersonId holder) {
        return new Known(aJob(state, holder), FIT, false, false);
    }

    private Known gaveBack(JobState state, PersonId holder) {
        return new Known(aJob(state, holder), FIT, true, false);
    }

    private static Standing elsewhere() {
        return new Standing(new StationRef(STATION.community(), StationId.next()), true, false, true, true, false);
    }

    private static Step step(PersonId worker, Long fence) {
        return new Step(new JobId(Ids.next()), new UUID[0], worker, "", fence, JobFixture.NOW);
    }

    private static java.util.function.Consumer<Optional<Refusal>> is(String code, int status) {
        return refusal -> {
            assertThat(refusal).isPresent();
            assertThat(refusal.get().code()).isEqualTo(code);
            assertThat(refusal.get().status().value()).isEqualTo(status);
        };
    }
}
