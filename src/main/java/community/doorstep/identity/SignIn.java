package community.doorstep.identity;

import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.WechatLogin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Signing in with WeChat. A new account becomes a new person, unless its verified phone number belongs to somebody whom
 * the house knows already and who has no account yet: an elder for whom the operator made a record takes it over.
 */
@Component
class SignIn {

    record SignedIn(Token token, PersonId person) {}

    private final MiniProgram wechat;
    private final WechatAccounts accounts;
    private final People people;
    private final Sessions sessions;
    private final FirstAdmin firstAdmin;
    private final TransactionalOperator transaction;
    private final Detached detached;

    SignIn(
            MiniProgram wechat,
            WechatAccounts accounts,
            People people,
            Sessions sessions,
            FirstAdmin firstAdmin,
            TransactionalOperator transaction,
            Detached detached) {
        this.wechat = wechat;
        this.accounts = accounts;
        this.people = people;
        this.sessions = sessions;
        this.firstAdmin = firstAdmin;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** WeChat is asked first, outside the transaction. */
    Mono<SignedIn> with(String code, @Nullable String phoneCode) {
        Mono<Optional<String>> phone = phoneCode == null
                ? Mono.just(Optional.empty())
                : wechat.phoneNumber(phoneCode).map(Optional::of);
        return wechat.login(code)
                .zipWhen(login -> phone)
                .flatMap(known -> signIn(known.getT1(), known.getT2().orElse(null)));
    }

    Mono<Void> out(Token token) {
        return detached.run(sessions.close(token).as(transaction::transactional));
    }

    private Mono<SignedIn> signIn(WechatLogin login, @Nullable String phone) {
        Mono<SignedIn> work = accounts.signedIn(login)
                .switchIfEmpty(Mono.defer(() -> join(login, phone)))
                .flatMap(person -> completed(person, phone))
                .flatMap(person -> sessions.open(person).map(token -> new SignedIn(token, person)));
        return detached.run(work.as(transaction::transactional)
                // Two sign-ins of one new account at once: the second finds what the first made.
                .retryWhen(reactor.util.retry.Retry.max(2).filter(DuplicateKeyException.class::isInstance)));
    }

    private Mono<PersonId> join(WechatLogin login, @Nullable String phone) {
        Mono<PersonId> known =
                phone == null ? Mono.empty() : people.byPhone(phone).map(People.Known::id);
        return known.switchIfEmpty(Mono.defer(() -> newcomer(phone)))
                .flatMap(person -> accounts.link(login, person)
                        .flatMap(linked -> linked ? Mono.just(person) : Mono.error(People.phoneClaimed())));
    }

    private Mono<PersonId> newcomer(@Nullable String phone) {
        PersonId id = PersonId.next();
        return people.add(id, new Profile("", phone, null), null, id);
    }

    /** Sets the phone number of a person who had none, and makes the first admin. */
    private Mono<PersonId> completed(PersonId person, @Nullable String phone) {
        if (phone == null) {
            return Mono.just(person);
        }
        return people.known(person)
                .filter(known -> known.profile().phone() == null)
                .flatMap(known -> people.save(person, known.profile().withPhone(phone)))
                .then(Mono.defer(() -> firstAdmin.greet(person, phone)))
                .thenReturn(person);
    }

    /**
     * Binds a verified phone number to a signed-in person; answers whom the caller is from now on. A bare newcomer
     * whose number belongs to somebody without an account becomes that person. Refuses {@code phone-already-claimed}.
     */
    Mono<PersonId> bindPhone(PersonId caller, String phoneCode) {
        return wechat.phoneNumber(phoneCode)
                .flatMap(phone -> detached.run(bind(caller, phone).as(transaction::transactional)));
    }

    private Mono<PersonId> bind(PersonId caller, String phone) {
        return people.byPhone(phone)
                .map(People.Known::id)
                .flatMap(owner -> owner.equals(caller) ? Mono.just(caller) : takeOver(caller, owner))
                .switchIfEmpty(
                        Mono.defer(() -> people.changePhone(caller, phone).thenReturn(caller)))
                .flatMap(person -> firstAdmin.greet(person, phone).thenReturn(person))
                .flatMap(person -> sessions.forget(person).thenReturn(person));
    }

    private Mono<PersonId> takeOver(PersonId newcomer, PersonId owner) {
        return people.known(newcomer)
                .flatMap(known -> known.profile().phone() == null ? accounts.move(newcomer, owner) : Mono.just(false))
                .flatMap(moved -> moved
                        ? sessions.move(newcomer, owner)
                                .then(Mono.defer(() -> people.remove(newcomer)))
                                .thenReturn(owner)
                        : Mono.error((Refusal) People.phoneClaimed()));
    }
}
