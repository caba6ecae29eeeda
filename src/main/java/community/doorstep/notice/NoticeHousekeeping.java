package community.doorstep.notice;

import community.doorstep.shared.OldRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Deletes what was told, once nothing that happened then is told again, and what was heard, once nothing overtakes it. */
@Component
class NoticeHousekeeping extends OldRows {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration TOLD_STANDS = Duration.ofDays(90);
    private static final Duration HEARD_STANDS = Duration.ofDays(7);

    NoticeHousekeeping(DatabaseClient database, Clock clock) {
        super(
                EVERY,
                database,
                clock,
                new Old("DELETE FROM notice_once WHERE at < :before", TOLD_STANDS),
                new Old("DELETE FROM notice_heard WHERE at < :before", HEARD_STANDS));
    }
}
