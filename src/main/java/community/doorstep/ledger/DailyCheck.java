package community.doorstep.ledger;

import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Has the books checked each night. */
@Component
class DailyCheck extends Repeating {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration LOOK_EVERY = Duration.ofMinutes(15);

    /** What began before midnight has ended by then. */
    private static final Duration SETTLED = Duration.ofMinutes(30);

    DailyCheck(LedgerCheck check, Clock clock) {
        super(LOOK_EVERY, () -> check.check(lastMidnight(clock.instant())));
    }

    /** The end of the last day that is settled. */
    static Instant lastMidnight(Instant now) {
        return now.minus(SETTLED)
                .atZone(SHANGHAI)
                .toLocalDate()
                .atStartOfDay(SHANGHAI)
                .toInstant();
    }
}
