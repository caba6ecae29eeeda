package community.doorstep.signin;

import community.doorstep.shared.Binding;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The accounts as they lie in the database: hashes and secrets sealed. */
@Component
class StaffAccounts {

    private static final String SELECT = """
        SELECT person_id, name, password, password_until, second_factor, first FROM staff_account
        """;

    private final DatabaseClient database;
    private final Seal seal;
    private final Clock clock;

    StaffAccounts(DatabaseClient database, Seal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    Mono<StaffAccount> byName(String name) {
        return database.sql(SELECT + "WHERE name = :name")
                .bind("name", name)
                .map(this::account)
                .one();
    }

    /** Refuses {@code sign-in-unknown} (404). */
    Mono<StaffAccount> byPerson(PersonId person) {
        return database.sql(SELECT + "WHERE person_id = :person")
                .bind("person", person.value())
                .map(this::account)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("sign-in-unknown")));
    }

    private StaffAccount account(Readable row) {
        PersonId person = new PersonId(Rows.uuid(row, "person_id"));
        byte[] factor = row.get("second_factor", byte[].class);
        return new StaffAccount(
                person,
                Rows.text(row, "name"),
                new String(
                        seal.open(Rows.get(row, "password", byte[].class), password(person)), StandardCharsets.UTF_8),
                Rows.instantOrNull(row, "password_until"),
                factor == null ? null : seal.open(factor, factor(person)),
                Rows.get(row, "first", Boolean.class),
                true);
    }

    /** Of a person who has none, with the password that the account says. Refuses {@code sign-in-name-taken} (409). */
    Mono<Void> add(StaffAccount account) {
        return Binding.orNull(database.sql("""
            INSERT INTO staff_account (person_id, name, password, password_until, first, made_at)
            VALUES (:person, :name, :password, :until, :first, :now)
            """), "until", account.passwordUntil(), Instant.class)
                .bind("person", account.person().value())
                .bind("name", account.name())
                .bind("password", sealed(account.person(), account.hash()))
                .bind("first", account.first())
                .bind("now", clock.instant())
                .then()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("sign-in-name-taken"));
    }

    /** A one-time password again, and the second factor is set up anew; whether there was an account. */
    Mono<Boolean> reset(PersonId person, String hash, Instant until) {
        return changed(database.sql("""
            UPDATE staff_account SET password = :password, password_until = :until, second_factor = NULL,
                second_factor_at = NULL
            WHERE person_id = :person
            """)
                .bind("password", sealed(person, hash))
                .bind("until", until)
                .bind("person", person.value()));
    }

    /** Their own password and their second factor, once; the step of the code that proved it is used. */
    Mono<Boolean> setUp(PersonId person, String hash, byte[] factor, long step) {
        return changed(database.sql("""
            UPDATE staff_account SET password = :password, password_until = NULL, second_factor = :factor,
                second_factor_at = :now, last_step = :step, signed_in_at = :now
            WHERE person_id = :person AND second_factor IS NULL
            """)
                .bind("password", sealed(person, hash))
                .bind("factor", seal.seal(factor, factor(person)))
                .bind("now", clock.instant())
                .bind("step", step)
                .bind("person", person.value()));
    }

    Mono<Void> password(PersonId person, String hash) {
        return database.sql("UPDATE staff_account SET password = :password WHERE person_id = :person")
                .bind("password", sealed(person, hash))
                .bind("person", person.value())
                .then();
    }

    /** False when this step's code, or a later one's, was used before. */
    Mono<Boolean> useStep(PersonId person, long step) {
        return changed(database.sql(
                        "UPDATE staff_account SET last_step = :step WHERE person_id = :person AND last_step < :step")
                .bind("step", step)
                .bind("person", person.value()));
    }

    Mono<Void> signedIn(PersonId person) {
        return database.sql("UPDATE staff_account SET signed_in_at = :now WHERE person_id = :person")
                .bind("now", clock.instant())
                .bind("person", person.value())
                .then();
    }

    Mono<Boolean> remove(PersonId person) {
        return changed(database.sql("DELETE FROM staff_account WHERE person_id = :person")
                .bind("person", person.value()));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec change) {
        return change.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private byte[] sealed(PersonId person, String hash) {
        return seal.seal(hash.getBytes(StandardCharsets.UTF_8), password(person));
    }

    private static String password(PersonId person) {
        return "staff-account/password/" + person;
    }

    private static String factor(PersonId person) {
        return "staff-account/factor/" + person;
    }
}
