package community.doorstep.signin;

import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes challenges and codes that nobody can use any more, and tries that count no more. */
@Component
class SigninHousekeeping extends Repeating {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration TRIES_STAND = Duration.ofDays(1);

    SigninHousekeeping(DatabaseClient database, Clock clock) {
        super(EVERY, () -> sweep(database, clock.instant()));
    }

    private static Mono<Long> sweep(DatabaseClient database, Instant now) {
        return Flux.concat(
                        delete(database, "DELETE FROM sign_in_challenge WHERE expires_at < :before", now),
                        delete(database, "DELETE FROM scan_code WHERE expires_at < :before", now),
                        delete(database, "DELETE FROM sign_in_try WHERE last_at < :before", now.minus(TRIES_STAND)))
                .reduce(0L, Long::sum);
    }

    private static Mono<Long> delete(DatabaseClient database, String sql, Instant before) {
        return database.sql(sql).bind("before", before).fetch().rowsUpdated();
    }
}
