package community.doorstep.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes what only repeats could ask for once no repeat can come any more: idempotency keys after a week, marks of
 * handled events after a month (an event is tried for far shorter).
 */
@Component
class Housekeeping extends Repeating {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEYS_STAND = Duration.ofDays(7);
    private static final Duration MARKS_STAND = Duration.ofDays(30);

    Housekeeping(DatabaseClient database, Clock clock) {
        super(EVERY, () -> sweep(database, clock));
    }

    static Mono<Long> sweep(DatabaseClient database, Clock clock) {
        return Flux.concat(
                        delete(database, "DELETE FROM idempotency WHERE at < :before", clock, KEYS_STAND),
                        delete(database, "DELETE FROM outbox_handled WHERE at < :before", clock, MARKS_STAND))
                .reduce(0L, Long::sum);
    }

    private static Mono<Long> delete(DatabaseClient database, String sql, Clock clock, Duration stands) {
        return database.sql(sql)
                .bind("before", clock.instant().minus(stands))
                .fetch()
                .rowsUpdated();
    }
}
