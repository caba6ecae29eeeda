package community.doorstep.signin;

import community.doorstep.identity.StaffAccess;
import community.doorstep.identity.StaffSession;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The second half of a sign-in: the second factor proved, or set up at the first. */
@Component
class SecondStep {

    /** @param recoveryCodes seen this once */
    record SignInSetUp(StaffSession session, List<String> recoveryCodes) {}

    private record Pending(Challenge challenge, StaffAccount account) {}

    private final Challenges challenges;
    private final StaffAccounts accounts;
    private final SecondFactor factor;
    private final RecoveryCodes codes;
    private final SignInTries tries;
    private final Passwords passwords;
    private final FirstAccount first;
    private final StaffAccess access;
    private final Audit audit;
    private final SigninSettings settings;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    SecondStep(
            Challenges challenges,
            StaffAccounts accounts,
            SecondFactor factor,
            RecoveryCodes codes,
            SignInTries tries,
            Passwords passwords,
            FirstAccount first,
            StaffAccess access,
            Audit audit,
            SigninSettings settings,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.challenges = challenges;
        this.accounts = accounts;
        this.factor = factor;
        this.codes = codes;
        this.tries = tries;
        this.passwords = passwords;
        this.first = first;
        this.access = access;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Refuses {@code sign-in-over}, {@code second-factor-wrong} (401), {@code sign-in-paused} (429). */
    Mono<StaffSession> prove(String token, String code) {
        Mono<StaffSession> work = pending(token)
                .filter(pending -> pending.challenge().secret() == null)
                .switchIfEmpty(Mono.error(Challenges::over))
                .flatMap(pending -> proved(pending, code).as(transaction::transactional));
        return detached.run(work);
    }

    /** Both tries stay counted, whatever comes of it. */
    private Mono<Pending> pending(String token) {
        return challenges
                .tried(token)
                .flatMap(challenge ->
                        accounts.byPerson(challenge.person()).map(account -> new Pending(challenge, account)))
                .delayUntil(pending -> tries.count(pending.account().name()));
    }

    private Mono<StaffSession> proved(Pending pending, String code) {
        return factor.mustProve(pending.account(), code)
                .then(Mono.defer(() -> accounts.signedIn(pending.account().person())))
                .then(Mono.defer(() -> opened(pending, "signed-in")));
    }

    private Mono<StaffSession> opened(Pending pending, String action) {
        PersonId person = pending.account().person();
        return challenges
                .end(pending.challenge())
                .then(Mono.defer(() -> tries.forget(pending.account().name())))
                .then(Mono.defer(() -> audit.note(person, null, action, person.value(), "password")))
                .then(Mono.defer(() -> access.open(person, settings.sessionLength())));
    }

    /**
     * Sets the second factor and a password of their own. Refuses {@code password-weak} (422), {@code sign-in-over},
     * {@code second-factor-wrong} (401), {@code sign-in-paused} (429).
     */
    Mono<SignInSetUp> setUp(String token, String code, String newPassword) {
        Mono<SignInSetUp> work = pending(token)
                .doOnNext(pending ->
                        PasswordRule.check(newPassword, pending.account().name()))
                .zipWhen(pending -> passwords.hash(newPassword))
                .flatMap(ready ->
                        setUp(ready.getT1(), code.strip(), ready.getT2()).as(transaction::transactional));
        return detached.run(work);
    }

    private Mono<SignInSetUp> setUp(Pending pending, String code, String hash) {
        byte[] secret = pending.challenge().secret();
        if (secret == null) {
            return Mono.error(Challenges.over());
        }
        OptionalLong step = Totp.step(secret, code, clock.instant());
        if (step.isEmpty()) {
            return Mono.error(SecondFactor.wrong());
        }
        StaffAccount account = pending.account();
        return accounts.setUp(account.person(), hash, secret, step.getAsLong())
                .filter(done -> done)
                .switchIfEmpty(Mono.error(Challenges::over))
                .flatMap(done -> first.complete(account))
                .then(Mono.defer(() -> codes.renew(account.person())))
                .flatMap(
                        made -> opened(pending, "second-factor-set-up").map(session -> new SignInSetUp(session, made)));
    }
}
