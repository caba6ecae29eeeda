package community.doorstep.signin;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Names and one-time passwords for staff, given out by admins. */
@RestController
@RequestMapping("/api/admin/sign-ins")
class AccountDeskController {

    record NewSignIn(
            @NotBlank @Pattern(regexp = AccountName.FORM) String name) {}

    private final AccountDesk desk;
    private final Idempotency idempotency;

    AccountDeskController(AccountDesk desk, Idempotency idempotency) {
        this.desk = desk;
        this.idempotency = idempotency;
    }

    @GetMapping
    Mono<List<AccountDesk.StaffSignIn>> list(@AuthenticationPrincipal Caller caller) {
        return desk.list(admin(caller));
    }

    /** Refuses {@code person-unknown} (404), {@code sign-in-name-taken} (409). */
    @PostMapping("/{person}")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AccountDesk.GivenSignIn> make(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId person,
            @Valid @RequestBody NewSignIn wanted) {
        return idempotency.once(
                caller.person(),
                key,
                List.of(person, wanted),
                AccountDesk.GivenSignIn.class,
                desk.make(admin(caller), person, wanted.name()));
    }

    /** A lost phone or a forgotten password: their sessions end, and all begins anew with a one-time password. */
    @PostMapping("/{person}/reset")
    Mono<AccountDesk.GivenSignIn> reset(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId person) {
        return idempotency.once(
                caller.person(),
                key,
                List.of(person, "reset"),
                AccountDesk.GivenSignIn.class,
                desk.reset(admin(caller), person));
    }

    @DeleteMapping("/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@AuthenticationPrincipal Caller caller, @PathVariable PersonId person) {
        return desk.remove(admin(caller), person);
    }

    private static Caller admin(Caller caller) {
        if (!caller.roles().contains(Role.CITY_ADMIN)) {
            caller.communitiesAs(Role.COMMUNITY_ADMIN);
        }
        return caller;
    }
}
