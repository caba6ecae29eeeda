package community.doorstep.signin;

import community.doorstep.identity.StaffSession;
import community.doorstep.shared.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own sign-in. A code of the second factor works once, so no Idempotency-Key is needed. */
@RestController
@RequestMapping("/api/me/sign-in")
class OwnAccountController {

    record PasswordChange(
            @NotBlank @Size(max = PasswordRule.LONGEST) String password,
            @NotBlank @Size(max = PasswordRule.LONGEST) String newPassword,
            @NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    record CodesRenewal(@NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "CodesRenewal[…]";
        }
    }

    record RecoverySheet(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoverySheet[…]";
        }
    }

    private final OwnAccount account;

    OwnAccountController(OwnAccount account) {
        this.account = account;
    }

    @GetMapping
    Mono<OwnAccount.OwnSignIn> view(@AuthenticationPrincipal Caller caller) {
        return account.view(caller);
    }

    @PutMapping("/password")
    Mono<StaffSession> password(@AuthenticationPrincipal Caller caller, @Valid @RequestBody PasswordChange change) {
        return account.password(caller, change.password(), change.newPassword(), change.code());
    }

    @PostMapping("/recovery-codes")
    Mono<RecoverySheet> recoveryCodes(@AuthenticationPrincipal Caller caller, @Valid @RequestBody CodesRenewal wanted) {
        return account.recoveryCodes(caller, wanted.code()).map(RecoverySheet::new);
    }
}
