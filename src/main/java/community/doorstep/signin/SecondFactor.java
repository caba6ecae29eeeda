package community.doorstep.signin;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Six digits of the authenticator, or a recovery code: each proves it once. */
@Component
class SecondFactor {

    private final StaffAccounts accounts;
    private final RecoveryCodes codes;
    private final Audit audit;
    private final Clock clock;

    SecondFactor(StaffAccounts accounts, RecoveryCodes codes, Audit audit, Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code second-factor-wrong} (401). */
    Mono<Void> mustProve(StaffAccount account, String code) {
        String typed = code.strip();
        Mono<Boolean> proof =
                typed.length() == Totp.DIGITS ? fromAuthenticator(account, typed) : fromSheet(account, typed);
        return proof.filter(proved -> proved)
                .switchIfEmpty(Mono.error(SecondFactor::wrong))
                .then();
    }

    static Refusal wrong() {
        return Refusal.unauthenticated("second-factor-wrong");
    }

    private Mono<Boolean> fromAuthenticator(StaffAccount account, String code) {
        byte[] secret = account.secondFactor();
        OptionalLong step = secret == null ? OptionalLong.empty() : Totp.step(secret, code, clock.instant());
        return step.isEmpty() ? Mono.just(false) : accounts.useStep(account.person(), step.getAsLong());
    }

    private Mono<Boolean> fromSheet(StaffAccount account, String code) {
        return codes.use(account.person(), code)
                .delayUntil(used -> used
                        ? audit.note(
                                account.person(),
                                null,
                                "recovery-code-used",
                                account.person().value(),
                                "")
                        : Mono.empty());
    }
}
