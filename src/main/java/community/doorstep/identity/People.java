package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everyone whom the house knows, whether or not they use WeChat. */
@Component
public class People {

    record Known(PersonId id, Profile profile) {}

    private final DatabaseClient database;
    private final ProfileSeal seal;
    private final Clock clock;

    People(DatabaseClient database, ProfileSeal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    /** Refuses {@code person-unknown} (404). */
    public Mono<Contact> contact(PersonId id) {
        return known(id).map(People::contact);
    }

    public Mono<Map<PersonId, Contact>> contacts(Collection<PersonId> ids) {
        return known(ids).map(People::contact).collectMap(Contact::id);
    }

    private static Contact contact(Known person) {
        return new Contact(
                person.id(), person.profile().name(), person.profile().phone());
    }

    Mono<Known> known(PersonId id) {
        return known(java.util.List.of(id))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")));
    }

    Flux<Known> known(Collection<PersonId> ids) {
        return database.sql("SELECT id, profile FROM person WHERE id = ANY(:ids)")
                .bind("ids", Ids.array(ids, PersonId::value))
                .map(row -> opened(Rows.uuid(row, "id"), Rows.get(row, "profile", byte[].class)))
                .all();
    }

    Mono<Known> byPhone(String phone) {
        return database.sql("SELECT id, profile FROM person WHERE phone_index = ANY(:indexes)")
                .bind("indexes", seal.phoneIndexes(phone))
                .map(row -> opened(Rows.uuid(row, "id"), Rows.get(row, "profile", byte[].class)))
                .one();
    }

    private Known opened(UUID id, byte[] sealed) {
        return new Known(new PersonId(id), seal.open(id, sealed));
    }

    /** Refuses {@code phone-already-claimed} (409) when somebody has that number. */
    Mono<PersonId> add(PersonId id, Profile profile, @Nullable CommunityId community, PersonId createdBy) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        INSERT INTO person (id, profile, phone_index, community_id, created_by, created_at)
                        VALUES (:id, :profile, :phoneIndex, :community, :createdBy, :now)
                        """)
                .bind("id", id.value())
                .bind("profile", seal.seal(id.value(), profile))
                .bind("createdBy", createdBy.value())
                .bind("now", clock.instant());
        insert = profile.phone() == null
                ? insert.bindNull("phoneIndex", String.class)
                : insert.bind("phoneIndex", seal.phoneIndex(profile.phone()));
        insert = community == null
                ? insert.bindNull("community", UUID.class)
                : insert.bind("community", community.value());
        return insert.then().thenReturn(id).onErrorMap(DuplicateKeyException.class, taken -> phoneClaimed());
    }

    /** Refuses {@code phone-already-claimed} (409), {@code person-unknown} (404). */
    Mono<Void> changePhone(PersonId id, String phone) {
        return known(id).flatMap(person -> save(id, person.profile().withPhone(phone)));
    }

    Mono<Void> save(PersonId id, Profile profile) {
        DatabaseClient.GenericExecuteSpec update =
                database.sql("""
                        UPDATE person SET profile = :profile, phone_index = :phoneIndex, version = version + 1
                        WHERE id = :id
                        """).bind("id", id.value()).bind("profile", seal.seal(id.value(), profile));
        update = profile.phone() == null
                ? update.bindNull("phoneIndex", String.class)
                : update.bind("phoneIndex", seal.phoneIndex(profile.phone()));
        return update.then().onErrorMap(DuplicateKeyException.class, taken -> phoneClaimed());
    }

    Mono<Void> remove(PersonId id) {
        return database.sql("DELETE FROM person WHERE id = :id")
                .bind("id", id.value())
                .then();
    }

    static Refusal phoneClaimed() {
        return Refusal.conflict("phone-already-claimed");
    }
}
