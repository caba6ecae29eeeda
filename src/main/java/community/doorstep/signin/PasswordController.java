package community.doorstep.signin;

import community.doorstep.identity.StaffSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in with name, password and second factor. A challenge works once, so no Idempotency-Key is needed. */
@RestController
@RequestMapping("/api/sessions/password")
class PasswordController {

    private static final String ISSUER = "Doorstep";

    record NameAndPassword(
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = PasswordRule.LONGEST) String password) {
        @Override
        public String toString() {
            return "NameAndPassword[…]";
        }
    }

    /** @param setUp null where a second factor is set up already: it is asked for next */
    record SignInChallenge(String challenge, @Nullable AuthenticatorSetUp setUp) {
        @Override
        public String toString() {
            return "SignInChallenge[…]";
        }
    }

    /**
     * What an authenticator app needs.
     *
     * @param secret Base32, to type
     * @param qr the address as a QR code, a row each, 1 for black
     */
    record AuthenticatorSetUp(String secret, String address, List<String> qr) {
        @Override
        public String toString() {
            return "AuthenticatorSetUp[…]";
        }
    }

    /** @param code six digits, or a recovery code */
    record Proof(
            @NotBlank @Size(max = 64) String challenge,
            @NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "Proof[…]";
        }
    }

    record OwnPassword(
            @NotBlank @Size(max = 64) String challenge,
            @NotBlank @Size(max = 20) String code,
            @NotBlank @Size(max = PasswordRule.LONGEST) String password) {
        @Override
        public String toString() {
            return "OwnPassword[…]";
        }
    }

    private final PasswordSignIn password;
    private final SecondStep second;

    PasswordController(PasswordSignIn password, SecondStep second) {
        this.password = password;
        this.second = second;
    }

    /** Refuses {@code sign-in-refused} (401), {@code sign-in-paused} (429). */
    @PostMapping
    Mono<SignInChallenge> begin(@Valid @RequestBody NameAndPassword wanted) {
        return password.with(wanted.name(), wanted.password()).map(PasswordController::challenge);
    }

    private static SignInChallenge challenge(PasswordSignIn.Begun begun) {
        byte[] secret = begun.secret();
        return new SignInChallenge(begun.challenge(), secret == null ? null : setUp(begun.name(), secret));
    }

    private static AuthenticatorSetUp setUp(String name, byte[] secret) {
        String text = Base32.of(secret);
        String label = URLEncoder.encode(name, StandardCharsets.UTF_8);
        String address = "otpauth://totp/" + ISSUER + ":" + label + "?secret=" + text + "&issuer=" + ISSUER;
        return new AuthenticatorSetUp(text, address, QrCode.rows(address));
    }

    /** Refuses {@code sign-in-over}, {@code second-factor-wrong} (401), {@code sign-in-paused} (429). */
    @PostMapping("/code")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<StaffSession> prove(@Valid @RequestBody Proof proof) {
        return second.prove(proof.challenge(), proof.code());
    }

    /** The first sign-in: the authenticator's first code, and a password of one's own. */
    @PostMapping("/set-up")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SecondStep.SignInSetUp> setUp(@Valid @RequestBody OwnPassword own) {
        return second.setUp(own.challenge(), own.code(), own.password());
    }
}
