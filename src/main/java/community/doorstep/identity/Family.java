package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who acts for whom: parents for their child, a daughter for her old father. A guardian whom a court has limited stays one
 * by name, but does not act.
 */
@Component
public class Family {

    /** What a family member is to the one who acts for them. */
    public enum Relation {
        CHILD,
        ELDER
    }

    record Member(PersonId id, Relation relation) {}

    private final DatabaseClient database;
    private final Clock clock;
    private final IdentitySettings settings;

    Family(DatabaseClient database, Clock clock, IdentitySettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** Refuses {@code person-unknown} (404) unless the caller is that person or acts for them. */
    public Mono<Void> mustActFor(Caller caller, PersonId person) {
        if (caller.person().equals(person)) {
            return Mono.empty();
        }
        return database.sql("""
            SELECT 1 AS yes FROM guardianship
            WHERE guardian_id = :caller AND dependant_id = :person AND NOT limited
            """)
                .bind("caller", caller.person().value())
                .bind("person", person.value())
                .map(row -> true)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .then();
    }

    /** The person themselves and everyone they act for. */
    public Mono<List<PersonId>> actsFor(PersonId person) {
        return database.sql("""
            SELECT dependant_id FROM guardianship
            WHERE guardian_id = :guardian AND NOT limited ORDER BY since, dependant_id
            """)
                .bind("guardian", person.value())
                .map(row -> new PersonId(Rows.uuid(row, "dependant_id")))
                .all()
                .startWith(person)
                .collectList();
    }

    /** One acts for the other. */
    public record Bond(PersonId guardian, PersonId dependant) {}

    /** Those of the bonds that hold. */
    public Mono<Set<Bond>> holding(Collection<Bond> bonds) {
        if (bonds.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("""
            SELECT guardianship.guardian_id, guardianship.dependant_id FROM guardianship
            JOIN unnest(:guardians, :dependants) AS asked (guardian_id, dependant_id)
                ON asked.guardian_id = guardianship.guardian_id
                AND asked.dependant_id = guardianship.dependant_id
            WHERE NOT guardianship.limited
            """)
                .bind("guardians", Ids.array(bonds, bond -> bond.guardian().value()))
                .bind("dependants", Ids.array(bonds, bond -> bond.dependant().value()))
                .map(row -> new Bond(
                        new PersonId(Rows.uuid(row, "guardian_id")), new PersonId(Rows.uuid(row, "dependant_id"))))
                .all()
                .collect(Collectors.toSet());
    }

    /** For each of the people all who act for them; who has nobody is left out. */
    public Mono<Map<PersonId, Set<PersonId>>> guardians(Collection<PersonId> dependants) {
        return database.sql("SELECT guardian_id, dependant_id FROM guardianship WHERE dependant_id = ANY(:dependants)")
                .bind("dependants", Ids.array(dependants, PersonId::value))
                .map(row -> new Bond(
                        new PersonId(Rows.uuid(row, "guardian_id")), new PersonId(Rows.uuid(row, "dependant_id"))))
                .all()
                .collect(
                        Collectors.groupingBy(Bond::dependant, Collectors.mapping(Bond::guardian, Collectors.toSet())));
    }

    /** For each person all who belong to one family with them: their guardians, and all for whom those act. */
    public Mono<Map<PersonId, Set<PersonId>>> circles(Collection<PersonId> people) {
        return database.sql("""
            WITH asked AS (SELECT DISTINCT id FROM unnest(:people) AS asked (id)),
            head AS (
                SELECT asked.id, guardian_id AS head_id FROM asked
                JOIN guardianship ON dependant_id = asked.id
                UNION SELECT id, id FROM asked)
            SELECT head.id, head.head_id AS other_id FROM head
            UNION
            SELECT head.id, dependant_id FROM head JOIN guardianship ON guardian_id = head.head_id
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .map(row -> new Bond(new PersonId(Rows.uuid(row, "id")), new PersonId(Rows.uuid(row, "other_id"))))
                .all()
                .collect(
                        Collectors.groupingBy(Bond::guardian, Collectors.mapping(Bond::dependant, Collectors.toSet())));
    }

    /** In the caller's transaction: whether the guardian is kept from acting for them. */
    public Mono<Void> limit(PersonId guardian, PersonId dependant, boolean limited) {
        return database.sql("""
            UPDATE guardianship SET limited = :limited
            WHERE guardian_id = :guardian AND dependant_id = :dependant
            """)
                .bind("limited", limited)
                .bind("guardian", guardian.value())
                .bind("dependant", dependant.value())
                .then();
    }

    Flux<Member> members(PersonId guardian) {
        return database.sql("""
            SELECT dependant_id, relation FROM guardianship
            WHERE guardian_id = :guardian ORDER BY since, dependant_id
            """)
                .bind("guardian", guardian.value())
                .map(row -> new Member(
                        new PersonId(Rows.uuid(row, "dependant_id")), Relation.valueOf(Rows.text(row, "relation"))))
                .all();
    }

    Mono<Void> join(PersonId guardian, PersonId dependant, Relation relation) {
        return database.sql("""
            INSERT INTO guardianship (guardian_id, dependant_id, relation, since)
            VALUES (:guardian, :dependant, :relation, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("guardian", guardian.value())
                .bind("dependant", dependant.value())
                .bind("relation", relation.name())
                .bind("now", clock.instant())
                .then();
    }

    /** A code with which one other person becomes a guardian too; refuses {@code person-unknown} (404). */
    Mono<Invitation> invite(PersonId guardian, PersonId dependant) {
        Token code = Token.fresh();
        Instant expires = clock.instant().plus(settings.invitationLength());
        return database.sql("""
            INSERT INTO guardian_invitation (code_hash, dependant_id, invited_by, expires_at)
            SELECT :hash, dependant_id, guardian_id, :expires FROM guardianship
            WHERE guardian_id = :guardian AND dependant_id = :dependant AND NOT limited
            """)
                .bind("hash", code.hash())
                .bind("expires", expires)
                .bind("guardian", guardian.value())
                .bind("dependant", dependant.value())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .map(rows -> new Invitation(code.secret(), expires))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")));
    }

    record Invitation(String code, Instant expiresAt) {}

    /** Refuses {@code invitation-invalid} (404) when it is unknown, used or over, or its giver is no guardian now. */
    Mono<PersonId> accept(PersonId guardian, String code) {
        return database.sql("""
            UPDATE guardian_invitation SET accepted_by = :guardian
            FROM guardianship
            WHERE code_hash = :hash AND accepted_by IS NULL AND expires_at > :now
              AND guardianship.guardian_id = invited_by
              AND guardianship.dependant_id = guardian_invitation.dependant_id AND NOT guardianship.limited
              AND guardian_invitation.dependant_id <> :guardian
            RETURNING guardian_invitation.dependant_id, guardianship.relation
            """)
                .bind("guardian", guardian.value())
                .bind("hash", new Token(code).hash())
                .bind("now", clock.instant())
                .map(row -> new Member(
                        new PersonId(Rows.uuid(row, "dependant_id")), Relation.valueOf(Rows.text(row, "relation"))))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("invitation-invalid")))
                .flatMap(
                        member -> join(guardian, member.id(), member.relation()).thenReturn(member.id()));
    }
}
