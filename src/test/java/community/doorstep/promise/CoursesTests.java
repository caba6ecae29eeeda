package community.doorstep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.dispatch.StationLoad;
import community.doorstep.shared.GeoPoint;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoursesTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final GeoPoint STATION = new GeoPoint(26.5823, 101.7184);
    private static final GeoPoint DOOR = new GeoPoint(26.5850, 101.7200);
    private static final StationLoad.InHand JUST_ARRIVED = new StationLoad.InHand(DOOR, NOW.minusSeconds(300), NOW);

    @Test
    void aPlaceThatIsLeftIsAsGoodAsFreeHands() {
        assertThat(minutes(2, 1)).isCloseTo(minutes(1, 0), org.assertj.core.data.Offset.offset(2.0));
        assertThat(minutes(3, 2)).isCloseTo(minutes(1, 0), org.assertj.core.data.Offset.offset(2.0));
    }

    @Test
    void withoutOneTheFirstThatIsDoneMakesRoom() {
        assertThat(minutes(1, 1)).isGreaterThan(minutes(2, 1) + 10);
        assertThat(minutes(2, 2)).isBetween(minutes(2, 1) + 5, minutes(1, 1));
        assertThat(minutes(1, 2)).as("two must be done first").isGreaterThan(minutes(1, 1));
    }

    @Test
    void whatWaitsTakesThePlacesFirst() {
        StationLoad.Waiting waiting = new StationLoad.Waiting("TAP", DOOR);

        assertThat(minutes(2, 0, waiting)).isLessThan(minutes(1, 0, waiting) - 5);
        assertThat(minutes(2, 1, waiting)).isGreaterThan(minutes(2, 0, waiting) + 2);
    }

    @Test
    void aWorkerWithManyPlacesIsOneWorker() {
        assertThat(courses(5, 1).able("TAP")).isEqualTo(1);
    }

    private static double minutes(int places, int inHand, StationLoad.Waiting... waiting) {
        return courses(places, inHand, waiting).until("TAP", DOOR).within(0.9) / 60;
    }

    private static Courses courses(int places, int inHand, StationLoad.Waiting... waiting) {
        StationLoad.OnDuty worker =
                new StationLoad.OnDuty(Set.of("TAP"), STATION, places, Collections.nCopies(inHand, JUST_ARRIVED));
        return new Courses(
                STATION, Habits.of(STATION, List.of()), new StationLoad(List.of(worker), List.of(waiting)), NOW);
    }
}
