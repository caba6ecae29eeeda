package community.doorstep.wechat;

import community.doorstep.shared.OldRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Forgets which events were told once WeChat can tell them no more: their signatures are too old by then. */
@Component
class EventMarks extends OldRows {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration STAND = Duration.ofDays(2);

    EventMarks(DatabaseClient database, Clock clock) {
        super(EVERY, database, clock, new Old("DELETE FROM wechat_event WHERE at < :before", STAND));
    }
}
