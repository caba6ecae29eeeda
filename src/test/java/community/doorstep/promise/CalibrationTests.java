package community.doorstep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.StationLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether 90 percent means 90 percent: simulated stations, each with habits that the estimates have to find out. */
class CalibrationTests {

    private static final int JOBS = "true".equals(System.getProperty("thorough")) ? 10_000 : 1_000;
    private static final int JOBS_OF_A_STATION = 250;
    private static final int LEARN_EVERY = 10;

    private static final int BASELINE_JOBS = 1_000;

    /** Says how many minutes it takes. */
    private interface Promising {
        int minutes(SimulatedStation station, SimulatedStation.Job job, Habits habits, Calibration calibration);
    }

    private record Given(SimulatedStation.Job job, Estimate estimate, int minutes) {

        boolean kept() {
            return job.arrived <= job.posted + minutes * 60.0;
        }

        double rank() {
            return estimate.share(job.arrived - job.posted);
        }
    }

    @Test
    void whatIsPromisedAtNinetyPercentIsKeptByNineOfTen() {
        List<Given> given = given(JOBS, CalibrationTests::ours);

        assertThat(keptShare(given)).isBetween(0.85, 0.95);
        // A promise that is sure because it is late would be no answer.
        List<Integer> minutes = given.stream().map(Given::minutes).sorted().toList();
        assertThat(minutes.get(minutes.size() / 4)).isLessThan(30);
        assertThat(minutes.stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void tenMinutesForEveryoneWouldNotBe() {
        assertThat(keptShare(given(BASELINE_JOBS, (station, job, habits, calibration) -> 10)))
                .isLessThan(0.85);
    }

    @Test
    void norWouldAnEstimateThatForgetsWhoIsBusyAndWhatWaits() {
        assertThat(keptShare(given(BASELINE_JOBS, CalibrationTests::asIfAllWereFree)))
                .isLessThan(0.85);
    }

    private static int asIfAllWereFree(
            SimulatedStation station, SimulatedStation.Job job, Habits habits, Calibration calibration) {
        List<StationLoad.OnDuty> free = station.load().onDuty().stream()
                .map(worker -> new StationLoad.OnDuty(worker.skills(), worker.position(), 1, List.of()))
                .toList();
        Courses courses = new Courses(SimulatedStation.PLACE, habits, new StationLoad(free, List.of()), station.now());
        return (int) Math.ceil(courses.until(job.skill, job.door).within(Promise.SURE) / 60);
    }

    private static int ours(
            SimulatedStation station, SimulatedStation.Job job, Habits habits, Calibration calibration) {
        Estimate estimate = estimate(station, job, habits);
        return Promise.of(estimate, calibration, 1, 0, 0).minutes();
    }

    private static Estimate estimate(SimulatedStation station, SimulatedStation.Job job, Habits habits) {
        return new Courses(SimulatedStation.PLACE, habits, station.load(), station.now()).until(job.skill, job.door);
    }

    private static List<Given> given(int jobs, Promising promising) {
        List<Given> all = new ArrayList<>();
        for (int seed = 0; all.size() < jobs; seed++) {
            all.addAll(station(seed, promising));
        }
        return all;
    }

    private static double keptShare(List<Given> given) {
        return given.stream().filter(Given::kept).count() / (double) given.size();
    }

    private static List<Given> station(int seed, Promising promising) {
        SimulatedStation station = new SimulatedStation(seed);
        List<Given> given = new ArrayList<>();
        Habits habits = null;
        Calibration calibration = null;
        for (int i = 0; i < JOBS_OF_A_STATION; i++) {
            SimulatedStation.Job job = station.next();
            if (i % LEARN_EVERY == 0) {
                habits = Habits.of(SimulatedStation.PLACE, station.times(400));
                calibration = calibration(given, station.now());
            }
            int minutes = promising.minutes(station, job, habits, calibration);
            given.add(new Given(job, estimate(station, job, habits), minutes));
            station.post(job);
        }
        station.finish();
        return given;
    }

    private static Calibration calibration(List<Given> given, Instant now) {
        double seconds = Duration.between(SimulatedStation.BEGIN, now).toMillis() / 1000.0;
        return Calibration.of(given.stream()
                .filter(one -> one.job().arrived <= seconds)
                .skip(Math.max(0, given.size() - 200))
                .mapToDouble(Given::rank)
                .toArray());
    }
}
