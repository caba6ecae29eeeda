package community.doorstep.delivery;

import community.doorstep.shared.OldRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Forgets deliveries once no figure counts them any more. */
@Component
class OldDeliveries extends OldRows {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(100);

    OldDeliveries(DatabaseClient database, Clock clock) {
        super(EVERY, database, clock, new Old("DELETE FROM delivery WHERE done_at < :before", KEPT));
    }
}
