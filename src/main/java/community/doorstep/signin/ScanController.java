package community.doorstep.signin;

import community.doorstep.identity.StaffAccess;
import community.doorstep.identity.StaffSession;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The browser's side of signing in by scanning. A secret gives one session, so no Idempotency-Key is needed. */
@RestController
@RequestMapping("/api/sessions/scan")
class ScanController {

    /** What the app looks for in a code. */
    static final String PREFIX = "doorstep-sign-in:";

    private static final int LONGEST_NAME = 160;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKS = 20;

    /**
     * @param code to type where it cannot be scanned
     * @param secret to wait with; it stays in the browser
     * @param qr what to scan, a row each, 1 for black
     */
    record ScanInvitation(String code, String secret, Instant expiresAt, List<String> qr) {
        @Override
        public String toString() {
            return "ScanInvitation[…]";
        }
    }

    /** @param seconds how long to wait; 20 when it is not said */
    record Waiting(
            @NotBlank @Size(max = 64) String secret,
            @Nullable @Min(0) @Max(LOOKS) Integer seconds) {
        int looks() {
            return seconds == null ? LOOKS : seconds + 1;
        }

        @Override
        public String toString() {
            return "Waiting[…]";
        }
    }

    /** @param session null while nobody has confirmed: ask again at once */
    record ScanAnswer(@Nullable StaffSession session) {}

    private final ScanCodes codes;
    private final StaffAccess access;
    private final Audit audit;
    private final SigninSettings settings;
    private final TransactionalOperator transaction;
    private final Detached detached;

    ScanController(
            ScanCodes codes,
            StaffAccess access,
            Audit audit,
            SigninSettings settings,
            TransactionalOperator transaction,
            Detached detached) {
        this.codes = codes;
        this.access = access;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.detached = detached;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ScanInvitation> show(@RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String browser) {
        return detached.run(codes.show(printable(browser)))
                .map(shown -> new ScanInvitation(
                        shown.code(), shown.secret(), shown.expiresAt(), QrCode.rows(PREFIX + shown.code())));
    }

    private static String printable(String browser) {
        String clean = browser.replaceAll("[^\\x20-\\x7e]", "");
        return clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    }

    /** Waits up to 20 seconds. Refuses {@code scan-code-unknown} (404) when the code is late, refused or used. */
    @PostMapping("/wait")
    Mono<ScanAnswer> await(@Valid @RequestBody Waiting waiting) {
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .take(waiting.looks())
                .onBackpressureDrop()
                .concatMap(look -> detached.run(taken(waiting.secret()).as(transaction::transactional)), 1)
                .next()
                .map(ScanAnswer::new)
                .defaultIfEmpty(new ScanAnswer(null));
    }

    private Mono<StaffSession> taken(String secret) {
        return codes.taken(secret)
                .filterWhen(access::isStaff)
                .delayUntil(this::noted)
                .flatMap(person -> access.open(person, settings.sessionLength()));
    }

    private Mono<Void> noted(PersonId person) {
        return audit.note(person, null, "signed-in", person.value(), "scan");
    }
}
