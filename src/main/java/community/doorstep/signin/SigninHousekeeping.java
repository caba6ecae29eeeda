package community.doorstep.signin;

import community.doorstep.shared.OldRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Deletes challenges and codes that nobody can use any more, and tries that count no more. */
@Component
class SigninHousekeeping extends OldRows {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration TRIES_STAND = Duration.ofDays(1);

    SigninHousekeeping(DatabaseClient database, Clock clock) {
        super(
                EVERY,
                database,
                clock,
                new Old("DELETE FROM sign_in_challenge WHERE expires_at < :before", Duration.ZERO),
                new Old("DELETE FROM scan_code WHERE expires_at < :before", Duration.ZERO),
                new Old("DELETE FROM sign_in_try WHERE last_at < :before", TRIES_STAND));
    }
}
