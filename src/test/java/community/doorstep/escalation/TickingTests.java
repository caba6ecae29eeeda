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
    private static final int DEATHS = "true".equals(System.getProperty("thorough")) ? 20 : 2;

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
                new Escalations(null, null, null, null, null, null, null, null, null) {
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

    private final Standstill standstill = new Standstill();
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
        standstill.close();
        house.start();
    }

    @Test
    void exactlyOneTicksAndAnotherTakesOverWithinFiveSecondsAtEveryDeath() {
        assertThat(settings.turn().plus(settings.tickEvery())).isLessThan(FIVE_SECONDS);
        one.lives();
        other.lives();
        for (int death = 1; death <= DEATHS; death++) {
            onlyOneLooks();
            assertThat(takenOver()).as("death %s", death).isLessThan(FIVE_SECONDS);
        }
        onlyOneLooks();
    }

    /** Unless the machine stood still for so long that the turn ran out. */
    private void onlyOneLooks() {
        Duration before = standstill.sofar();
        int from = looks.size();
        await().atMost(PATIENCE).until(() -> looks.size() >= from + MANY);
        boolean stood =
                standstill.sofar().minus(before).compareTo(settings.turn().dividedBy(4)) > 0;
        assertThat(stood ? 0 : changes(looks.subList(from, looks.size()))).isZero();
    }

    /**
     * From the death of whoever ticks until the other does, by a clock that stands still with the machine; then both live.
     * By PostgreSQL's clock, which is nobody's, no more than a turn is left at the death.
     */
    private Duration takenOver() {
        Instance first = looks.get(looks.size() - 1);
        Instance second = first == one ? other : one;
        first.dies();
        long died = System.nanoTime();
        Duration stoodBefore = standstill.sofar();
        assertThat(leftOfTheTurn()).isLessThanOrEqualTo(settings.turn());
        int before = looks.size();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> looks.stream().skip(before).anyMatch(second::equals));
        Duration taken = Duration.ofNanos(System.nanoTime() - died);
        first.lives();
        return taken.minus(standstill.sofar().minus(stoodBefore));
    }

    private Duration leftOfTheTurn() {
        return database.sql("""
            SELECT (extract(epoch FROM until - clock_timestamp()) * 1000)::bigint AS millis
            FROM lease WHERE name = 'escalation'
            """)
                .map(row -> Duration.ofMillis(row.get("millis", Long.class)))
                .one()
                .block(PATIENCE);
    }

    private static long changes(List<Instance> looks) {
        return IntStream.range(1, looks.size())
                .filter(i -> looks.get(i) != looks.get(i - 1))
                .count();
    }
}
