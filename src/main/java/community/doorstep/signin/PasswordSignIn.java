package community.doorstep.signin;

import community.doorstep.identity.StaffAccess;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The first half of a sign-in: name and password. What is wrong of the two is not told, nor by the time it takes. */
@Component
class PasswordSignIn {

    /** @param secret null where there is a second factor already */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Begun(String challenge, String name, byte @Nullable [] secret) {
        @Override
        public String toString() {
            return "Begun[…]";
        }
    }

    private final SignInTries tries;
    private final StaffAccounts accounts;
    private final FirstAccount first;
    private final Passwords passwords;
    private final Challenges challenges;
    private final SecondFactorSecrets secrets;
    private final StaffAccess access;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    PasswordSignIn(
            SignInTries tries,
            StaffAccounts accounts,
            FirstAccount first,
            Passwords passwords,
            Challenges challenges,
            SecondFactorSecrets secrets,
            StaffAccess access,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.tries = tries;
        this.accounts = accounts;
        this.first = first;
        this.passwords = passwords;
        this.challenges = challenges;
        this.secrets = secrets;
        this.access = access;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Refuses {@code sign-in-refused} (401), {@code sign-in-paused} (429). */
    Mono<Begun> with(String typedName, String password) {
        String name = AccountName.of(typedName);
        Mono<Begun> work = tries.count(name)
                .then(Mono.defer(() -> account(name)))
                .filterWhen(found -> rightful(found, password))
                .switchIfEmpty(Mono.error(() -> Refusal.unauthenticated("sign-in-refused")))
                .map(Optional::orElseThrow)
                .flatMap(account -> begun(account).as(transaction::transactional));
        return detached.run(work);
    }

    private Mono<Optional<StaffAccount>> account(String name) {
        return accounts.byName(name)
                .switchIfEmpty(Mono.defer(() -> first.called(name)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Boolean> rightful(Optional<StaffAccount> found, String password) {
        return passwords
                .matches(password, found.map(StaffAccount::hash).orElse(null))
                .filterWhen(right -> right
                        ? found.map(this::mayEnter).orElse(Mono.just(false))
                        : found.map(this::noted).orElse(Mono.just(false)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> mayEnter(StaffAccount account) {
        if (!account.holds(clock.instant())) {
            return Mono.just(false);
        }
        // The configured first admin has no role before the second factor.
        return account.first() && account.secondFactor() == null
                ? access.nobodyIsCityAdmin()
                : access.isStaff(account.person());
    }

    private Mono<Boolean> noted(StaffAccount account) {
        PersonId person = account.person();
        return audit.note(person, null, "sign-in-refused", person.value(), "password")
                .thenReturn(false);
    }

    private Mono<Begun> begun(StaffAccount account) {
        byte[] secret = account.secondFactor() == null ? secrets.next() : null;
        return first.keep(account)
                .then(Mono.defer(() -> challenges.add(account.person(), secret)))
                .delayUntil(challenge -> tries.forgive(account.name()))
                .map(challenge -> new Begun(challenge, account.name(), secret));
    }
}
