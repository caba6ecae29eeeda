package community.doorstep.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import community.doorstep.dispatch.OnTheWay;
import community.doorstep.dispatch.StationLoad;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a worker who is on the way still takes. */
class TravelTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final StationRef AT = new StationRef(CommunityId.next(), StationId.next());
    private static final GeoPoint STATION = new GeoPoint(26.5823, 101.7184);
    private static final GeoPoint DOOR = new GeoPoint(26.58765, 101.71842);

    private final Habits unknown = Habits.of(STATION, List.of());

    @Test
    void whoWasSeenNearerIsThereSooner() {
        double far = unknown.left(STATION, seen(26.6000, 30), NOW);
        double near = unknown.left(STATION, seen(26.5890, 30), NOW);

        assertThat(near).isPositive().isLessThan(far);
        assertThat(unknown.left(STATION, seen(26.5890, 0), NOW))
                .as("seen this moment, not half a minute ago")
                .isCloseTo(near + 30, within(0.001));
    }

    @Test
    void whoWasSeenBeforeSettingOutIsStillThere() {
        GeoPoint next = new GeoPoint(26.5890, 101.7184);
        OnTheWay fromNextDoor = new OnTheWay(AT, DOOR, NOW, new OnTheWay.Seen(next, NOW.minusSeconds(60)), null);

        assertThat(unknown.left(STATION, fromNextDoor, NOW)).isLessThan(unknown.left(STATION, accepted(0), NOW));
    }

    @Test
    void whoIsStillAtAnotherDoorTakesLonger() {
        StationLoad.InHand other = new StationLoad.InHand(STATION, NOW.minusSeconds(300), NOW.minusSeconds(60));
        OnTheWay busy = new OnTheWay(AT, DOOR, NOW.minusSeconds(60), null, other);

        assertThat(unknown.left(STATION, busy, NOW)).isGreaterThan(unknown.left(STATION, accepted(60), NOW) + 300);
    }

    @Test
    void itIsNeverNegativeHoweverLongItTakes() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            int gone = random.nextInt(20_000);
            assertThat(unknown.left(STATION, accepted(gone), NOW)).isNotNegative();
            assertThat(unknown.left(STATION, seen(26.58 + random.nextDouble() / 50, random.nextInt(600)), NOW))
                    .isNotNegative();
        }
    }

    /** Whatever moment one looks at: about two of three come within what is said, at a station that is slow, too. */
    @Test
    void twoOfThreeAreThereInTime() {
        Random random = new Random(17);
        List<StationLoad.Times> lately = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lately.add(new StationLoad.Times(30, travel(random), 1200, STATION, DOOR));
        }
        Habits slow = Habits.of(STATION, lately);
        int asked = 0;
        int kept = 0;
        for (int i = 0; i < 3_000; i++) {
            double whole = travel(random);
            long gone = (long) (random.nextDouble() * whole);
            asked++;
            kept += gone + slow.left(STATION, accepted(gone), NOW) >= whole ? 1 : 0;
        }
        assertThat(kept / (double) asked).isBetween(0.57, 0.77);
    }

    /** Twice as long as one would think, more or less. */
    private static double travel(Random random) {
        return 2 * Habits.way(STATION, DOOR) * Math.exp(0.3 * random.nextGaussian());
    }

    private static OnTheWay accepted(long secondsAgo) {
        return on(secondsAgo, null);
    }

    private static OnTheWay seen(double latitude, long secondsAgo) {
        return on(900, new OnTheWay.Seen(new GeoPoint(latitude, 101.7184), NOW.minusSeconds(secondsAgo)));
    }

    private static OnTheWay on(long secondsAgo, OnTheWay.@Nullable Seen seen) {
        return new OnTheWay(AT, DOOR, NOW.minusSeconds(secondsAgo), seen, null);
    }
}
