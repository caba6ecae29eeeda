package community.doorstep.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The system's time to the microsecond, which is what PostgreSQL keeps: what was written reads back the same. Not {@link
 * Clock#tick}, whose {@code millis()} divides by zero below a millisecond (JDK 17).
 */
final class MicrosecondClock extends Clock {

    private final ZoneId zone;

    private MicrosecondClock(ZoneId zone) {
        this.zone = zone;
    }

    MicrosecondClock() {
        this(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MicrosecondClock(other);
    }
}
