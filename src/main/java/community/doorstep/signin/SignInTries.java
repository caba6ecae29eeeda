package community.doorstep.signin;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts tries by the name that was typed, before anything is compared, so that many at once count as many. The fifth
 * without success is followed by a pause of a minute, each further one by twice as long, up to a quarter of an hour. A
 * name that nobody has is counted like any other.
 */
@Component
class SignInTries {

    private static final int FREE = 5;
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final DatabaseClient database;
    private final Seal seal;
    private final Clock clock;

    SignInTries(DatabaseClient database, Seal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    /** Outside of any transaction that may be rolled back. Refuses {@code sign-in-paused} (429, Retry-After). */
    Mono<Void> count(String name) {
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO sign_in_try AS known (name, tries, last_at, blocked_until)
            VALUES (:name, 1, :now, :now)
            ON CONFLICT (name) DO UPDATE SET
                tries = CASE WHEN known.last_at < :forgotten THEN 1 ELSE known.tries + 1 END,
                last_at = :now,
                blocked_until = CASE WHEN known.last_at < :forgotten OR known.tries + 1 < :free THEN :now
                    ELSE :now + least(power(2, least(known.tries + 1 - :free, 4)), 15) * interval '1 minute' END
            WHERE known.blocked_until <= :now
            RETURNING tries
            """)
                .bind("name", kept(name))
                .bind("now", now)
                .bind("forgotten", now.minus(FORGOTTEN))
                .bind("free", FREE)
                .map(row -> true)
                .one()
                .switchIfEmpty(Mono.defer(() -> paused(name, now)))
                .then();
    }

    private Mono<Boolean> paused(String name, Instant now) {
        return database.sql("SELECT blocked_until FROM sign_in_try WHERE name = :name")
                .bind("name", kept(name))
                .map(row -> Rows.instant(row, "blocked_until"))
                .one()
                .defaultIfEmpty(now)
                .flatMap(until -> Mono.error(Refusal.tooMany("sign-in-paused", wait(now, until))));
    }

    private static Duration wait(Instant now, Instant until) {
        return Duration.ofSeconds(Math.max(1, Duration.between(now, until).toSeconds() + 1));
    }

    /** The password was right: this try was none, those before still count. */
    Mono<Void> forgive(String name) {
        return database.sql("""
            UPDATE sign_in_try SET tries = greatest(tries - 1, 0), blocked_until = last_at WHERE name = :name
            """).bind("name", kept(name)).then();
    }

    /** All is well. */
    Mono<Void> forget(String name) {
        return database.sql("DELETE FROM sign_in_try WHERE name = :name")
                .bind("name", kept(name))
                .then();
    }

    /** What strangers type, a password in the wrong field perhaps, is not kept as it is. */
    private String kept(String name) {
        return seal.index(name, "sign-in-name");
    }
}
