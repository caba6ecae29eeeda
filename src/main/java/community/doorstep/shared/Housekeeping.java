package community.doorstep.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Deletes what only repeats could ask for once no repeat can come any more: idempotency keys after a week, marks of
 * handled events after a month (an event is tried for far shorter).
 */
@Component
class Housekeeping extends OldRows {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEYS_STAND = Duration.ofDays(7);
    private static final Duration MARKS_STAND = Duration.ofDays(30);

    Housekeeping(DatabaseClient database, Clock clock) {
        super(
                EVERY,
                database,
                clock,
                new Old("DELETE FROM idempotency WHERE at < :before", KEYS_STAND),
                new Old("DELETE FROM outbox_handled WHERE at < :before", MARKS_STAND));
    }
}
