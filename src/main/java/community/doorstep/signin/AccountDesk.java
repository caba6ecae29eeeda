package community.doorstep.signin;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.identity.StaffAccess;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Who of the staff may sign in with a password: made, reset and taken away by admins. */
@Component
class AccountDesk {

    /** @param password works for the first sign-in only, seen this once */
    record GivenSignIn(PersonId personId, String name, String password, Instant until) {
        @Override
        public String toString() {
            return "GivenSignIn[" + personId + "]";
        }
    }

    /** @param person's name, as others call them */
    record StaffSignIn(
            PersonId personId,
            String person,
            String name,
            boolean secondFactor,
            @Nullable Instant signedInAt) {}

    private static final int PASSWORD_SIGNS = 16;

    private final StaffAccounts accounts;
    private final RecoveryCodes codes;
    private final Challenges challenges;
    private final Passwords passwords;
    private final StaffAccess access;
    private final People people;
    private final Audit audit;
    private final SigninSettings settings;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    AccountDesk(
            StaffAccounts accounts,
            RecoveryCodes codes,
            Challenges challenges,
            Passwords passwords,
            StaffAccess access,
            People people,
            Audit audit,
            SigninSettings settings,
            DatabaseClient database,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.challenges = challenges;
        this.passwords = passwords;
        this.access = access;
        this.people = people;
        this.audit = audit;
        this.settings = settings;
        this.database = database;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Those of staff in the admin's communities; a city admin's without end. */
    Mono<List<StaffSignIn>> list(Caller admin) {
        boolean anywhere = admin.roles().contains(Role.CITY_ADMIN);
        UUID[] communities = anywhere ? new UUID[0] : admin.communitiesAs(Role.COMMUNITY_ADMIN);
        return database.sql("""
            SELECT person_id, name, second_factor_at, signed_in_at FROM staff_account AS account
            WHERE :anywhere OR EXISTS (
                SELECT 1 FROM role_grant WHERE role_grant.person_id = account.person_id AND ended_at IS NULL
                    AND community_id = ANY(:communities))
            ORDER BY name
            """)
                .bind("anywhere", anywhere)
                .bind("communities", communities)
                .map(AccountDesk::signIn)
                .all()
                .collectList()
                .zipWhen(found -> people.contacts(
                        found.stream().map(StaffSignIn::personId).toList()))
                .map(found -> named(found.getT1(), found.getT2()));
    }

    private static StaffSignIn signIn(Readable row) {
        return new StaffSignIn(
                new PersonId(Rows.uuid(row, "person_id")),
                "",
                Rows.text(row, "name"),
                Rows.instantOrNull(row, "second_factor_at") != null,
                Rows.instantOrNull(row, "signed_in_at"));
    }

    private static List<StaffSignIn> named(List<StaffSignIn> found, Map<PersonId, Contact> known) {
        return found.stream()
                .map(one -> new StaffSignIn(
                        one.personId(),
                        Contact.nameOf(known.get(one.personId())),
                        one.name(),
                        one.secondFactor(),
                        one.signedInAt()))
                .toList();
    }

    /** In the caller's transaction. Refuses {@code person-unknown} (404), {@code sign-in-name-taken} (409). */
    Mono<GivenSignIn> make(Caller admin, PersonId person, String name) {
        return handed(
                admin,
                person,
                "sign-in-made",
                fresh -> accounts.add(new StaffAccount(
                                person, AccountName.of(name), fresh.hash(), fresh.until(), null, false, true))
                        .thenReturn(fresh.given(person, AccountName.of(name))));
    }

    /** In the caller's transaction; their sessions end. Refuses {@code person-unknown}, {@code sign-in-unknown} (404). */
    Mono<GivenSignIn> reset(Caller admin, PersonId person) {
        return handed(
                admin,
                person,
                "sign-in-reset",
                fresh -> accounts.byPerson(person)
                        .delayUntil(account -> accounts.reset(person, fresh.hash(), fresh.until()))
                        .delayUntil(account -> closed(person))
                        .map(account -> fresh.given(person, account.name())));
    }

    private record Fresh(String password, String hash, Instant until) {
        GivenSignIn given(PersonId person, String name) {
            return new GivenSignIn(person, name, password, until);
        }
    }

    private Mono<GivenSignIn> handed(
            Caller admin, PersonId person, String action, Function<Fresh, Mono<GivenSignIn>> work) {
        String password = Secrets.legible(PASSWORD_SIGNS);
        Instant until = clock.instant().plus(settings.oneTimePassword());
        return managed(admin, person)
                .flatMap(place -> passwords
                        .hash(password)
                        .map(hash -> new Fresh(password, hash, until))
                        .flatMap(work)
                        .delayUntil(given -> noted(admin, place, action, person)));
    }

    private Mono<Optional<CommunityId>> managed(Caller admin, PersonId person) {
        return access.managed(admin, person).switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")));
    }

    private Mono<Void> noted(Caller admin, Optional<CommunityId> place, String action, PersonId person) {
        return audit.note(admin.person(), place.orElse(null), action, person.value(), "");
    }

    private Mono<Void> closed(PersonId person) {
        return codes.clear(person)
                .then(Mono.defer(() -> challenges.endAll(person)))
                .then(Mono.defer(() -> access.closeAll(person)));
    }

    /** Refuses {@code person-unknown}, {@code sign-in-unknown} (404). */
    Mono<Void> remove(Caller admin, PersonId person) {
        Mono<Void> work = managed(admin, person)
                .delayUntil(place -> accounts.remove(person)
                        .filter(removed -> removed)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("sign-in-unknown"))))
                .delayUntil(place -> access.closeAll(person))
                .flatMap(place -> noted(admin, place, "sign-in-removed", person));
        return detached.run(work.as(transaction::transactional));
    }
}
