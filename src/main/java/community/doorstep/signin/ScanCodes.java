package community.doorstep.signin;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Codes on screens: one browser shows it, one of the staff confirms it, and that browser alone gets the session. */
@Component
class ScanCodes {

    /**
     * @param code to scan or type
     * @param secret what only the browser knows that shows it
     */
    record Shown(String code, String secret, Instant expiresAt) {
        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    /** Which browser wants in, as it calls itself. */
    record AskingBrowser(String browser, Instant askedAt, Instant expiresAt) {}

    /** Fifty bits for two minutes, tried by staff only. */
    private static final int SIGNS = 10;

    private final DatabaseClient database;
    private final SigninSettings settings;
    private final Clock clock;

    ScanCodes(DatabaseClient database, SigninSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Shown> show(String browser) {
        Instant now = clock.instant();
        Shown shown = new Shown(Secrets.legible(SIGNS), Secrets.fresh(), now.plus(settings.scanCode()));
        return database.sql("""
            INSERT INTO scan_code (code_hash, secret_hash, browser, asked_at, expires_at)
            VALUES (:code, :secret, :browser, :now, :expires)
            """)
                .bind("code", Secrets.hash(shown.code()))
                .bind("secret", Secrets.hash(shown.secret()))
                .bind("browser", browser)
                .bind("now", now)
                .bind("expires", shown.expiresAt())
                .then()
                .thenReturn(shown);
    }

    /** Refuses {@code scan-code-unknown} (404) for what is unknown, late or used. */
    Mono<AskingBrowser> asking(String code) {
        return database.sql("""
            SELECT browser, asked_at, expires_at FROM scan_code
            WHERE code_hash = :code AND confirmed_by IS NULL AND expires_at > :now
            """)
                .bind("code", hash(code))
                .bind("now", clock.instant())
                .map(row -> new AskingBrowser(
                        Rows.text(row, "browser"), Rows.instant(row, "asked_at"), Rows.instant(row, "expires_at")))
                .one()
                .switchIfEmpty(Mono.error(ScanCodes::unknown));
    }

    /** Once. Refuses {@code scan-code-unknown} (404). */
    Mono<Void> confirm(String code, PersonId by) {
        return database.sql("""
            UPDATE scan_code SET confirmed_by = :by
            WHERE code_hash = :code AND confirmed_by IS NULL AND expires_at > :now
            """)
                .bind("by", by.value())
                .bind("code", hash(code))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(ScanCodes::unknown))
                .then();
    }

    /** The browser hears that it is over. */
    Mono<Void> refuse(String code) {
        return database.sql("DELETE FROM scan_code WHERE code_hash = :code AND confirmed_by IS NULL")
                .bind("code", hash(code))
                .then();
    }

    /** Who confirmed it, once; empty while nobody has. Refuses {@code scan-code-unknown} (404) when it is over. */
    Mono<PersonId> taken(String secret) {
        String hash = Secrets.hash(secret);
        return database.sql("""
            DELETE FROM scan_code WHERE secret_hash = :secret AND confirmed_by IS NOT NULL AND expires_at > :now
            RETURNING confirmed_by
            """)
                .bind("secret", hash)
                .bind("now", clock.instant())
                .map(row -> new PersonId(Rows.uuid(row, "confirmed_by")))
                .one()
                .switchIfEmpty(Mono.defer(() -> mustWait(hash)));
    }

    private Mono<PersonId> mustWait(String hash) {
        return database.sql("SELECT confirmed_by FROM scan_code WHERE secret_hash = :secret AND expires_at > :now")
                .bind("secret", hash)
                .bind("now", clock.instant())
                .map(row -> Optional.ofNullable(row.get("confirmed_by", UUID.class)))
                .one()
                .switchIfEmpty(Mono.error(ScanCodes::unknown))
                .then(Mono.empty());
    }

    static Refusal unknown() {
        return Refusal.notFound("scan-code-unknown");
    }

    private static String hash(String code) {
        return Secrets.hash(code.strip().toUpperCase(Locale.ROOT));
    }
}
