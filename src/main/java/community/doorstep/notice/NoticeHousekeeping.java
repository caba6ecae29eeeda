package community.doorstep.notice;

import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes what was told, once nothing that happened then is told again, and what was heard, once nothing overtakes it. */
@Component
class NoticeHousekeeping extends Repeating {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration TOLD_STANDS = Duration.ofDays(90);
    private static final Duration HEARD_STANDS = Duration.ofDays(7);

    NoticeHousekeeping(DatabaseClient database, Clock clock) {
        super(EVERY, () -> sweep(database, clock));
    }

    static Mono<Long> sweep(DatabaseClient database, Clock clock) {
        return Flux.concat(
                        delete(database, "DELETE FROM notice_once WHERE at < :before", clock, TOLD_STANDS),
                        delete(database, "DELETE FROM notice_heard WHERE at < :before", clock, HEARD_STANDS))
                .reduce(0L, Long::sum);
    }

    private static Mono<Long> delete(DatabaseClient database, String sql, Clock clock, Duration stands) {
        return database.sql(sql)
                .bind("before", clock.instant().minus(stands))
                .fetch()
                .rowsUpdated();
    }
}
