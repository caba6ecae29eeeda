package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalPromiseTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void aCallForNowIsPromisedInTenMinutesAndAWindowForItsBeginning() {
        assertThat(ArrivalPromise.by(NOW, NOW)).isEqualTo(NOW.plusSeconds(600));
        assertThat(ArrivalPromise.by(NOW, NOW.minusSeconds(7200))).isEqualTo(NOW.plusSeconds(600));
        assertThat(ArrivalPromise.by(NOW, NOW.plusSeconds(3600))).isEqualTo(NOW.plusSeconds(3600));
    }
}
