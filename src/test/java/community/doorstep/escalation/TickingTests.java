package community.doorstep.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Two instances that tick beside each other: one looks, and when it dies without a word the other does. */
class TickingTests extends ApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final int MANY = 20;

    @Autowired
    private Ticking house;

    @Autowired
    private Escalations escalations;

    @Autowired
    private EscalationSettings settings;

    /** Who looked, in order. */
    private final List<Instance> looks = new CopyOnWriteArrayList<>();

    /** An instance of its own: its turn and its timer. */
    private final class Instance {

        private final Ticking ticking = new Ticking(
                new Escalations(null, null, null, null, null, null, null, null, null, null) {
                    @Override
                    Mono<Void> look() {
                        looks.add(Instance.this);
                        return escalations.look();
                    }
                },
                database,
                settings);

        void lives() {
            ticking.start();
        }

        /** Nothing is given up: as kill -9 leaves it. */
        void dies() {
            ticking.stop();
        }
    }

    private Instance one;
    private Instance other;

    @BeforeEach
    void theHousesOwnDies() {
        one = new Instance();
        other = new Instance();
        house.stop();
    }

    @AfterEach
    void theHouseGoesOn() {
        one.dies();
        other.dies();
        house.start();
    }

    @Test
    void exactlyOneTicksAndAnotherTakesOverWithinFiveSeconds() {
        one.lives();
        other.lives();
        await().atMost(PATIENCE).until(() -> looks.size() >= MANY);
        assertThat(changes(looks)).as("a turn lasts: they do not look by turns").isLessThan(MANY / 4);

        // A machine that stood still for a moment may try again.
        assertThat(IntStream.range(0, 3).anyMatch(i -> takenOver().compareTo(FIVE_SECONDS) < 0))
                .isTrue();
        int before = looks.size();
        await().atMost(PATIENCE).until(() -> looks.size() >= before + MANY);
        assertThat(changes(looks.subList(before, looks.size()))).isLessThan(MANY / 4);
    }

    /** From the death of whoever ticks until the other does; then both live. */
    private Duration takenOver() {
        Instance first = looks.get(looks.size() - 1);
        Instance second = first == one ? other : one;
        first.dies();
        long died = System.nanoTime();
        int before = looks.size();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> looks.stream().skip(before).anyMatch(second::equals));
        Duration taken = Duration.ofNanos(System.nanoTime() - died);
        first.lives();
        return taken;
    }

    private static long changes(List<Instance> looks) {
        return IntStream.range(1, looks.size())
                .filter(i -> looks.get(i) != looks.get(i - 1))
                .count();
    }
}
