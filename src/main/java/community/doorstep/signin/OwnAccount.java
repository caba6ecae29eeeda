package community.doorstep.signin;

import community.doorstep.identity.StaffAccess;
import community.doorstep.identity.StaffSession;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One's own name, password and recovery codes; each change asks for the second factor again. */
@Component
class OwnAccount {

    record OwnSignIn(String name, boolean secondFactor, long recoveryCodesLeft) {}

    private final StaffAccounts accounts;
    private final SecondFactor factor;
    private final RecoveryCodes codes;
    private final Passwords passwords;
    private final SignInTries tries;
    private final StaffAccess access;
    private final Audit audit;
    private final SigninSettings settings;
    private final TransactionalOperator transaction;
    private final Detached detached;

    OwnAccount(
            StaffAccounts accounts,
            SecondFactor factor,
            RecoveryCodes codes,
            Passwords passwords,
            SignInTries tries,
            StaffAccess access,
            Audit audit,
            SigninSettings settings,
            TransactionalOperator transaction,
            Detached detached) {
        this.accounts = accounts;
        this.factor = factor;
        this.codes = codes;
        this.passwords = passwords;
        this.tries = tries;
        this.access = access;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code sign-in-unknown} (404). */
    Mono<OwnSignIn> view(Caller caller) {
        return accounts.byPerson(caller.person())
                .zipWhen(account -> codes.left(account.person()))
                .map(found -> new OwnSignIn(found.getT1().name(), found.getT1().secondFactor() != null, found.getT2()));
    }

    /**
     * All other sessions end; the answer is a new one. Refuses {@code password-weak} (422), {@code sign-in-refused},
     * {@code second-factor-wrong} (401), {@code sign-in-paused} (429).
     */
    Mono<StaffSession> password(Caller caller, String password, String newPassword, String code) {
        Mono<StaffSession> work = counted(caller)
                .doOnNext(account -> PasswordRule.check(newPassword, account.name()))
                .filterWhen(account -> passwords.matches(password, account.hash()))
                .switchIfEmpty(Mono.error(() -> Refusal.unauthenticated("sign-in-refused")))
                .zipWhen(account -> passwords.hash(newPassword))
                .flatMap(ready -> changed(ready.getT1(), ready.getT2(), code).as(transaction::transactional));
        return detached.run(work);
    }

    private Mono<StaffSession> changed(StaffAccount account, String hash, String code) {
        PersonId person = account.person();
        return factor.mustProve(account, code)
                .then(Mono.defer(() -> accounts.password(person, hash)))
                .then(Mono.defer(() -> tries.forget(account.name())))
                .then(Mono.defer(() -> access.closeAll(person)))
                .then(Mono.defer(() -> audit.note(person, null, "password-changed", person.value(), "")))
                .then(Mono.defer(() -> access.open(person, settings.sessionLength())));
    }

    /** New ones; those before hold no more. Refuses {@code second-factor-wrong} (401), {@code sign-in-paused} (429). */
    Mono<List<String>> recoveryCodes(Caller caller, String code) {
        Mono<List<String>> work =
                counted(caller).flatMap(account -> renewed(account, code).as(transaction::transactional));
        return detached.run(work);
    }

    private Mono<List<String>> renewed(StaffAccount account, String code) {
        PersonId person = account.person();
        return factor.mustProve(account, code)
                .then(Mono.defer(() -> tries.forget(account.name())))
                .then(Mono.defer(() -> audit.note(person, null, "recovery-codes-renewed", person.value(), "")))
                .then(Mono.defer(() -> codes.renew(person)));
    }

    private Mono<StaffAccount> counted(Caller caller) {
        return accounts.byPerson(caller.person()).delayUntil(account -> tries.count(account.name()));
    }
}
