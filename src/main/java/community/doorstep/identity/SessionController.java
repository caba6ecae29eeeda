package community.doorstep.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in and out. WeChat's codes work once, so they stand in for an Idempotency-Key here. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {

    record SignInRequest(
            @NotBlank @Size(max = 64) String code,
            @Nullable @Size(max = 128) String phoneCode) {
        @Override
        public String toString() {
            return "SignInRequest[…]";
        }
    }

    record SessionView(String token, MeView me) {
        @Override
        public String toString() {
            return "SessionView[…]";
        }
    }

    private final SignIn signIn;
    private final Sessions sessions;
    private final Me me;

    SessionController(SignIn signIn, Sessions sessions, Me me) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.me = me;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SessionView> signIn(@Valid @RequestBody SignInRequest request) {
        return signIn.with(request.code(), request.phoneCode()).flatMap(this::view);
    }

    private Mono<SessionView> view(SignIn.SignedIn signedIn) {
        return sessions.caller(signedIn.token())
                .flatMap(me::view)
                .map(view -> new SessionView(signedIn.token().secret(), view));
    }

    @DeleteMapping("/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return signIn.out(Access.token(authorization));
    }
}
