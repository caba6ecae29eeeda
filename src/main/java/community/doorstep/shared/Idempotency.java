package community.doorstep.shared;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a command once per caller and {@code Idempotency-Key}. The key is written in the command's own transaction, so a
 * duplicate that arrives meanwhile waits for the first and then gets its answer; a refused command leaves no key.
 * Answers are kept sealed. Refuses {@code key-missing}, {@code key-malformed} (400) and {@code key-reused} (422, same
 * key with another body).
 */
@Component
public class Idempotency {

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{8,100}");

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Idempotency(
            DatabaseClient database,
            TransactionalOperator transaction,
            Detached detached,
            Seal seal,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.detached = detached;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** Checks a key's form; returns it. */
    public static String wellFormed(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw Refusal.badRequest("key-missing");
        }
        if (!WELL_FORMED.matcher(key).matches()) {
            throw Refusal.badRequest("key-malformed");
        }
        return key;
    }

    /** The command's answer, or the one given before; the work runs inside the transaction, detached from the caller. */
    public <T> Mono<T> once(PersonId caller, @Nullable String key, Object request, Class<T> type, Mono<T> work) {
        String checked = wellFormed(key);
        String digest = digest(type.getSimpleName(), request);
        Mono<T> command = take(caller, checked, digest)
                .flatMap(taken -> taken
                        ? work.flatMap(answer -> keep(caller, checked, answer))
                        : given(caller, checked, digest, type));
        return detached.run(command.as(transaction::transactional));
    }

    /** SHA-256 over what was asked, for telling a repeat from a reuse. */
    public String digest(String command, Object request) {
        byte[] hash = Sha256.of(command.getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(request));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private Mono<Boolean> take(PersonId caller, String key, String digest) {
        return database.sql("""
                        INSERT INTO idempotency (caller_id, key, digest, at)
                        VALUES (:caller, :key, :digest, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("caller", caller.value())
                .bind("key", key)
                .bind("digest", digest)
                .bind("at", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private <T> Mono<T> keep(PersonId caller, String key, T answer) {
        return database.sql("UPDATE idempotency SET answer = :answer WHERE caller_id = :caller AND key = :key")
                .bind("answer", seal.seal(json.writeValueAsBytes(answer), context(caller, key)))
                .bind("caller", caller.value())
                .bind("key", key)
                .then()
                .thenReturn(answer);
    }

    private <T> Mono<T> given(PersonId caller, String key, String digest, Class<T> type) {
        return database.sql("SELECT digest, answer FROM idempotency WHERE caller_id = :caller AND key = :key")
                .bind("caller", caller.value())
                .bind("key", key)
                .map(row -> {
                    byte[] answer = row.get("answer", byte[].class);
                    if (!digest.equals(row.get("digest", String.class)) || answer == null) {
                        throw Refusal.unprocessable("key-reused");
                    }
                    return json.readValue(seal.open(answer, context(caller, key)), type);
                })
                .one();
    }

    private static String context(PersonId caller, String key) {
        return "idempotency/" + caller + "/" + key;
    }
}
