package community.doorstep.identity;

import community.doorstep.shared.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The signed-in person. */
@RestController
@RequestMapping("/api/me")
class MeController {

    record MeChange(
            @Nullable @Size(min = 1, max = 40) String name,
            @Nullable LocalDate birthDate) {}

    record PhoneRequest(@NotBlank @Size(max = 128) String code) {}

    private final Me me;
    private final SignIn signIn;

    MeController(Me me, SignIn signIn) {
        this.me = me;
        this.signIn = signIn;
    }

    @GetMapping
    Mono<MeView> me(@AuthenticationPrincipal Caller caller) {
        return me.view(caller);
    }

    @PatchMapping
    Mono<MeView> change(@AuthenticationPrincipal Caller caller, @Valid @RequestBody MeChange change) {
        return me.change(caller, change.name(), change.birthDate());
    }

    /** WeChat's phone code works once, so a repeat is harmless without a key. */
    @PostMapping("/phone")
    Mono<MeView> bindPhone(@AuthenticationPrincipal Caller caller, @Valid @RequestBody PhoneRequest request) {
        return signIn.bindPhone(caller.person(), request.code())
                .flatMap(person -> me.view(new Caller(person, caller.grants(), true)));
    }
}
