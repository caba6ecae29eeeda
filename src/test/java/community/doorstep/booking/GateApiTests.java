package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

class GateApiTests extends ApiTest {

    @Autowired
    MeterRegistry meters;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Test
    void theCrowdBeforeAFullSlotIsTurnedAwayByRedisAndTheWinnersRetryIsNot() {
        ServiceInTown lunch = aLunch(1);
        String slot = lunch.slots.get(1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        Map<String, Object> wanted = wanted(lunch, lin, slot);
        String key = UUID.randomUUID().toString();
        String booking =
                town().send("POST", lin, "/api/bookings", wanted, key).get("id").asString();
        double before = turnedAway();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            assertThat(lunch.tryToBook(chen, slot, null).code()).isEqualTo("slot-full");
            return turnedAway() > before;
        });

        assertThat(town().send("POST", lin, "/api/bookings", wanted, key)
                        .get("id")
                        .asString())
                .isEqualTo(booking);
    }

    @Test
    void aFreedSeatIsSeenAtOnce() {
        ServiceInTown lunch = aLunch(1);
        String slot = lunch.slots.get(1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        String booking = lunch.book(lin, slot, null);
        assertThat(lunch.tryToBook(chen, slot, null).code()).isEqualTo("slot-full");

        lunch.cancel(lin, booking, null);

        lunch.book(chen, slot, null);
    }

    @Test
    void aGateThatIsLostOrWrongIsPutRightWithinASecond() {
        ServiceInTown lunch = aLunch(1);
        String slot = lunch.slots.get(1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        Town.Person zhou = town().resident("周奶奶", "1944-05-01");
        Map<String, Object> wanted = wanted(lunch, lin, slot);
        String key = UUID.randomUUID().toString();
        String booking =
                town().send("POST", lin, "/api/bookings", wanted, key).get("id").asString();
        assertThat(lunch.tryToBook(chen, slot, null).code()).isEqualTo("slot-full");

        redis.delete("g:{" + slot + "}").block(Duration.ofSeconds(5));
        assertThat(lunch.tryToBook(chen, slot, null).code()).isEqualTo("slot-full");
        assertThat(town().send("POST", lin, "/api/bookings", wanted, key)
                        .get("id")
                        .asString())
                .isEqualTo(booking);

        // The instance that freed the seat died before it told: the gate says full.
        lunch.cancel(lin, booking, null);
        redis.<String, String>opsForHash()
                .putAll(
                        "g:{" + slot + "}",
                        Map.of("version", "999", "free", "0", "until", String.valueOf(CLOCK.millis() + 1000)))
                .block(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> lunch.tryToBook(zhou, slot, null).status() == 201);
    }

    private ServiceInTown aLunch(int capacity) {
        return new ServiceInTown(town(), database, "MEAL", "AT_DOOR", 1500, "{}", LocalTime.NOON, capacity);
    }

    private Map<String, Object> wanted(ServiceInTown lunch, Town.Person person, String slot) {
        String quote = town().post(person, "/api/quotes", Map.of("serviceId", lunch.id, "slotId", slot))
                .get("token")
                .asString();
        return Map.of("slotId", slot, "quote", quote);
    }

    private double turnedAway() {
        return meters.counter("doorstep.booking.gate.turned-away").count();
    }
}
