package community.doorstep.signin;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ten codes to print, each stands once for the authenticator that is lost. */
@Component
class RecoveryCodes {

    private static final int MANY = 10;
    private static final int HALF = 5;

    private final DatabaseClient database;
    private final Seal seal;

    RecoveryCodes(DatabaseClient database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** New ones in place of those before; they are seen this once. In the caller's transaction. */
    Mono<List<String>> renew(PersonId person) {
        List<String> codes = Stream.generate(() -> Secrets.legible(HALF) + "-" + Secrets.legible(HALF))
                .limit(MANY)
                .toList();
        String[] kept = codes.stream()
                .map(code -> seal.index(plain(code), purpose(person)))
                .toArray(String[]::new);
        return clear(person)
                .then(Mono.defer(() -> database.sql("""
                    INSERT INTO recovery_code (person_id, code) SELECT :person, code FROM unnest(:codes) AS made (code)
                    """)
                        .bind("person", person.value())
                        .bind("codes", kept)
                        .then()))
                .thenReturn(codes);
    }

    Mono<Void> clear(PersonId person) {
        return database.sql("DELETE FROM recovery_code WHERE person_id = :person")
                .bind("person", person.value())
                .then();
    }

    /** False when it is none of theirs, or was used. */
    Mono<Boolean> use(PersonId person, String code) {
        return database.sql("DELETE FROM recovery_code WHERE person_id = :person AND code = ANY(:codes)")
                .bind("person", person.value())
                .bind("codes", seal.indexes(plain(code), purpose(person)))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Long> left(PersonId person) {
        return database.sql("SELECT count(*) AS left_over FROM recovery_code WHERE person_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.number(row, "left_over"))
                .one();
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static String purpose(PersonId person) {
        return "recovery-code/" + person;
    }
}
