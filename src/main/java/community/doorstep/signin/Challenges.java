package community.doorstep.signin;

import community.doorstep.shared.Binding;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sign-ins between the password and the second factor: short, a few tries each, good for one session. */
@Component
class Challenges {

    private static final int MOST_TRIES = 5;

    private final DatabaseClient database;
    private final Seal seal;
    private final SigninSettings settings;
    private final Clock clock;

    Challenges(DatabaseClient database, Seal seal, SigninSettings settings, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    /** The token to go on with, seen this once. */
    Mono<String> add(PersonId person, byte @Nullable [] secret) {
        String token = Secrets.fresh();
        String hash = Secrets.hash(token);
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO sign_in_challenge (token_hash, person_id, secret, expires_at)
            VALUES (:hash, :person, :secret, :expires)
            """)
                .bind("hash", hash)
                .bind("person", person.value())
                .bind("expires", clock.instant().plus(settings.challenge()));
        byte[] sealed = secret == null ? null : seal.seal(secret, context(hash));
        return Binding.orNull(insert, "secret", sealed, byte[].class).then().thenReturn(token);
    }

    /** Counts a try. Refuses {@code sign-in-over} (401) for what is unknown, late, done with or tried too often. */
    Mono<Challenge> tried(String token) {
        String hash = Secrets.hash(token);
        return database.sql("""
            UPDATE sign_in_challenge SET tries = tries + 1
            WHERE token_hash = :hash AND expires_at > :now AND tries < :most
            RETURNING person_id, secret
            """)
                .bind("hash", hash)
                .bind("now", clock.instant())
                .bind("most", MOST_TRIES)
                .map(row -> {
                    byte[] sealed = row.get("secret", byte[].class);
                    PersonId person = new PersonId(Rows.uuid(row, "person_id"));
                    return new Challenge(hash, person, sealed == null ? null : seal.open(sealed, context(hash)));
                })
                .one()
                .switchIfEmpty(Mono.error(Challenges::over));
    }

    /** Ends it, once: refuses {@code sign-in-over} (401) when somebody else did. */
    Mono<Void> end(Challenge challenge) {
        return database.sql("DELETE FROM sign_in_challenge WHERE token_hash = :hash")
                .bind("hash", challenge.hash())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(Challenges::over))
                .then();
    }

    /** Those that were begun with a password that holds no more. */
    Mono<Void> endAll(PersonId person) {
        return database.sql("DELETE FROM sign_in_challenge WHERE person_id = :person")
                .bind("person", person.value())
                .then();
    }

    static Refusal over() {
        return Refusal.unauthenticated("sign-in-over");
    }

    private static String context(String hash) {
        return "sign-in-challenge/" + hash;
    }
}
