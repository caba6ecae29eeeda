package community.doorstep.signin;

import community.doorstep.identity.StaffAccess;
import community.doorstep.shared.PersonId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The first admin of an empty house: the configured name and one-time password open the set-up of an account while
 * nobody is city admin. Whoever completes it, with a password and a second factor of their own, becomes city admin.
 */
@Component
class FirstAccount {

    private final PersonId person = PersonId.next();
    private final SigninSettings settings;
    private final StaffAccess access;
    private final StaffAccounts accounts;
    private final Mono<String> hash;

    FirstAccount(SigninSettings settings, StaffAccess access, StaffAccounts accounts, Passwords passwords) {
        this.settings = settings;
        this.access = access;
        this.accounts = accounts;
        this.hash = passwords.hash(settings.firstAdminPassword()).cache();
    }

    /** Empty unless the name is the configured one and nobody is city admin. */
    Mono<StaffAccount> called(String name) {
        String configured = AccountName.of(settings.firstAdminName());
        if (configured.isEmpty() || !configured.equals(name)) {
            return Mono.empty();
        }
        return access.nobodyIsCityAdmin()
                .filter(nobody -> nobody)
                .flatMap(nobody -> hash)
                .map(hashed -> new StaffAccount(person, name, hashed, null, null, true, false));
    }

    /** Stores it when it is not yet; in the caller's transaction. */
    Mono<Void> keep(StaffAccount account) {
        return account.stored()
                ? Mono.empty()
                : access.newcomer(account.person(), account.name()).then(Mono.defer(() -> accounts.add(account)));
    }

    /** In the caller's transaction. */
    Mono<Void> complete(StaffAccount account) {
        return account.first() ? access.becomeFirstAdmin(account.person()) : Mono.empty();
    }
}
