package community.doorstep.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobState;
import community.doorstep.dispatch.Rung;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.DispatchMode;
import community.doorstep.stationrules.Ladder;
import community.doorstep.stationrules.Opening;
import community.doorstep.stationrules.StationRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaddersTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Nine in the morning on a Monday. */
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void climbsRungByRungAtTheStationsTimes() {
        assertThat(after(0, 1)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
        assertThat(after(59, 1)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
        assertThat(after(60, 1)).isEqualTo(new Decision.ClimbTo(Rung.ALL));
        assertThat(after(60, 2)).isEqualTo(new Decision.Wait(NOW.plusSeconds(120)));
        assertThat(after(120, 2)).isEqualTo(new Decision.ClimbTo(Rung.NEIGHBOURS));
        assertThat(after(180, 3)).isEqualTo(new Decision.ClimbTo(Rung.LEAD));
        assertThat(after(180, 4)).isEqualTo(new Decision.Wait(NOW.plusSeconds(600)));
        assertThat(after(600, 4)).isEqualTo(new Decision.ClimbTo(Rung.UNSERVED));
        assertThat(after(600, 5)).isEqualTo(new Decision.Wait(null));
    }

    @Test
    void aRungThatIsLeftOutIsPassedOver() {
        StationRules rules = rules(DispatchMode.BROADCAST, new Ladder(null, 120, null, 3, 3000), List.of());

        assertThat(at(waiting(0, 1), rules, NOW.plusSeconds(100))).isEqualTo(new Decision.Wait(NOW.plusSeconds(120)));
        assertThat(at(waiting(0, 3), rules, NOW.plusSeconds(500))).isEqualTo(new Decision.Wait(NOW.plusSeconds(600)));
    }

    @Test
    void aBookedWindowsLadderBeginsShortlyBeforeIt() {
        DueJob job = waiting(3600, 1);

        assertThat(at(job, StationRules.USUAL, NOW.plusSeconds(1000)))
                .isEqualTo(new Decision.Wait(NOW.plusSeconds(3600 - 600 + 60)));
    }

    @Test
    void anOfferIsMadeWhenNoneStandsAndNeverOnceAllMayClaim() {
        StationRules rules = rules(DispatchMode.NEAREST, Ladder.USUAL, List.of());

        assertThat(at(offered(false, null), rules, NOW)).isEqualTo(new Decision.MakeOffer());
        assertThat(at(offered(false, NOW.plusSeconds(5)), rules, NOW)).isEqualTo(new Decision.Wait(NOW.plusSeconds(5)));
        assertThat(at(offered(false, NOW), rules, NOW)).isEqualTo(new Decision.MakeOffer());
        assertThat(at(offered(true, null), rules, NOW)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
    }

    @Test
    void whenTheStationIsClosedWhoeverIsNamedAnswersOnce() {
        List<Opening> hours = List.of(new Opening(Set.of(1), LocalTime.of(10, 0), LocalTime.of(18, 0)));
        StationRules rules = rules(DispatchMode.BROADCAST, Ladder.USUAL, hours);

        assertThat(at(waiting(0, 0), rules, NOW)).isEqualTo(new Decision.AnswerAtNight());
        assertThat(at(waiting(0, 1), rules, NOW)).isEqualTo(new Decision.Wait(NOW.plusSeconds(60)));
        assertThat(at(waiting(0, 0), rules, NOW.plus(Duration.ofHours(1)))).isNotEqualTo(new Decision.AnswerAtNight());
    }

    @Test
    void whoeverHasTheJobAndIsLateIsCalled() {
        assertThat(at(inState(JobState.ACCEPTED), StationRules.USUAL, NOW.plusSeconds(599)))
                .isEqualTo(new Decision.Wait(NOW.plusSeconds(600)));
        assertThat(at(inState(JobState.ACCEPTED), StationRules.USUAL, NOW.plusSeconds(600)))
                .isEqualTo(new Decision.CallLate());
        assertThat(at(inState(JobState.PAUSED), StationRules.USUAL, NOW)).isEqualTo(new Decision.Reopen());
    }

    /** However often and late somebody looks: each rung once, in order, and never before its time. */
    @Test
    void climbsEachRungOnceInOrderHoweverOftenSomebodyLooks() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            DueJob job = waiting(0, 1);
            Instant now = NOW;
            int climbed = job.rung();
            for (int look = 0; look < 60; look++) {
                now = now.plusSeconds(random.nextInt(40));
                if (at(job, StationRules.USUAL, now) instanceof Decision.ClimbTo climb) {
                    assertThat(climb.rung().height()).as("seed %s", seed).isEqualTo(climbed + 1);
                    assertThat(now).isAfterOrEqualTo(NOW.plusSeconds(earliest(climb.rung())));
                    climbed = climb.rung().height();
                    job = job.climbed(climbed, true);
                }
            }
            assertThat(climbed).as("seed %s", seed).isGreaterThanOrEqualTo(Rung.LEAD.height());
        }
    }

    private static Decision at(DueJob job, StationRules rules, Instant now) {
        return Ladders.next(job, rules, rules.isOpen(now.atZone(ZONE).toLocalDateTime(), Map.of()), now);
    }

    private static long earliest(Rung rung) {
        return rung == Rung.UNSERVED ? 600 : 60L * rung.ordinal();
    }

    private static Decision after(long seconds, int rung) {
        return at(waiting(0, rung), StationRules.USUAL, NOW.plusSeconds(seconds));
    }

    private static StationRules rules(DispatchMode mode, Ladder ladder, List<Opening> hours) {
        return new StationRules(mode, 1, true, 20, 10, ladder, hours, false, null, PersonId.next(), 0, 0);
    }

    private static DueJob waiting(long startsIn, int rung) {
        return job(JobState.WAITING, startsIn, rung, true, null);
    }

    private static DueJob offered(boolean openToAll, Instant until) {
        return job(JobState.WAITING, 0, 1, openToAll, until);
    }

    private static DueJob inState(JobState state) {
        return job(state, 0, 1, true, null);
    }

    private static DueJob job(JobState state, long startsIn, int rung, boolean openToAll, Instant until) {
        return new DueJob(
                new JobId(Ids.next()),
                new StationRef(CommunityId.next(), StationId.next()),
                state,
                "TAP",
                false,
                false,
                new GeoPoint(26.588, 101.718),
                NOW.plusSeconds(startsIn),
                NOW.plusSeconds(startsIn + 600),
                NOW,
                rung,
                openToAll,
                until,
                null,
                List.of());
    }
}
