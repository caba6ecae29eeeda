package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What the desk does for residents. Staff, whose account opens more than their own data, are none of the desk's
 * business: their phone and WeChat account are changed by an admin.
 */
@Component
class Residents {

    private final People people;
    private final WechatAccounts accounts;
    private final Sessions sessions;
    private final Audit audit;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Me me;

    Residents(
            People people,
            WechatAccounts accounts,
            Sessions sessions,
            Audit audit,
            DatabaseClient database,
            TransactionalOperator transaction,
            Detached detached,
            Me me) {
        this.people = people;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.database = database;
        this.transaction = transaction;
        this.detached = detached;
        this.me = me;
    }

    /** Refuses {@code resident-unknown} (404). */
    Mono<ResidentsController.ResidentView> find(Caller caller, String phone) {
        Mono<ResidentsController.ResidentView> work = people.byPhone(phone)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("resident-unknown")))
                .flatMap(person -> note(caller, "resident-found", person.id())
                        .thenReturn(new ResidentsController.ResidentView(
                                person.id(), person.profile().name())));
        return detached.run(work.as(transaction::transactional));
    }

    Mono<ResidentsController.ResidentView> add(Caller caller, ResidentsController.NewResident resident) {
        PersonId id = PersonId.next();
        Profile profile = new Profile(
                resident.name().strip(),
                resident.phone(),
                resident.birthDate() == null ? null : me.checked(resident.birthDate()));
        return people.add(id, profile, community(caller), caller.person())
                .then(Mono.defer(() -> note(caller, "resident-made", id)))
                .thenReturn(new ResidentsController.ResidentView(id, profile.name()));
    }

    /** Refuses {@code person-unknown} (404), {@code phone-already-claimed} (409). */
    Mono<Void> changePhone(Caller caller, PersonId id, String phone) {
        Mono<Void> work = mustBeAResident(id)
                .then(Mono.defer(() -> people.changePhone(id, phone)))
                .then(Mono.defer(() -> sessions.closeAll(id)))
                .then(Mono.defer(() -> note(caller, "phone-changed", id)));
        return detached.run(work.as(transaction::transactional));
    }

    /** Parts the person from their WeChat account and ends their sessions; refuses {@code person-unknown} (404). */
    Mono<Void> releaseWechat(Caller caller, PersonId id) {
        Mono<Void> work = mustBeAResident(id)
                .then(Mono.defer(() -> sessions.closeAll(id)))
                .then(Mono.defer(() -> accounts.release(id)))
                .then(Mono.defer(() -> note(caller, "wechat-released", id)));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Void> mustBeAResident(PersonId id) {
        return database.sql("""
                        SELECT 1 AS yes FROM person
                        WHERE id = :id AND NOT EXISTS (
                            SELECT 1 FROM role_grant WHERE person_id = :id AND ended_at IS NULL)
                        """)
                .bind("id", id.value())
                .map(row -> true)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .then();
    }

    private Mono<Void> note(Caller caller, String action, PersonId subject) {
        return audit.note(caller.person(), community(caller), action, subject.value(), "");
    }

    private static CommunityId community(Caller caller) {
        UUID[] communities = caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER);
        return new CommunityId(communities[0]);
    }
}
