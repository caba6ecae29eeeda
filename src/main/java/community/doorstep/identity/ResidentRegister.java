package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Many residents from a register that the community keeps; all in the caller's transaction, and written down. */
@Component
public class ResidentRegister {

    public record Newcomer(
            String name, String phone, @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "Newcomer[…]";
        }
    }

    public record Proof(String kind, @Nullable String number) {
        @Override
        public String toString() {
            return "Proof[" + kind + "]";
        }
    }

    private record Indexed(String index, PersonId person) {}

    private final DatabaseClient database;
    private final ProfileSeal seal;
    private final People people;
    private final Evidence evidence;
    private final Me me;
    private final Audit audit;

    ResidentRegister(DatabaseClient database, ProfileSeal seal, People people, Evidence evidence, Me me, Audit audit) {
        this.database = database;
        this.seal = seal;
        this.people = people;
        this.evidence = evidence;
        this.me = me;
        this.audit = audit;
    }

    /** Who has which of the numbers. */
    public Mono<Map<String, PersonId>> known(Collection<String> phones) {
        Map<String, String> numbers = new HashMap<>();
        for (String phone : phones) {
            for (String index : seal.phoneIndexes(phone)) {
                numbers.put(index, phone);
            }
        }
        return database.sql("SELECT id, phone_index FROM person WHERE phone_index = ANY(:indexes)")
                .bind("indexes", numbers.keySet().toArray(String[]::new))
                .map(row -> new Indexed(Rows.text(row, "phone_index"), new PersonId(Rows.uuid(row, "id"))))
                .all()
                .collectMap(found -> numbers.getOrDefault(found.index(), ""), Indexed::person);
    }

    /** Refuses {@code birth-date-invalid} (422). */
    public LocalDate checked(LocalDate birthDate) {
        return me.checked(birthDate);
    }

    /** Refuses {@code phone-already-claimed} (409). */
    public Mono<PersonId> add(Caller admin, CommunityId community, Newcomer newcomer) {
        PersonId id = PersonId.next();
        Profile profile = new Profile(newcomer.name(), newcomer.phone(), newcomer.birthDate());
        return people.add(id, profile, community, admin.person())
                .delayUntil(added -> audit.note(admin.person(), community, "resident-made", id.value(), "import"));
    }

    /** Hands evidence in, unless some of that kind waits or was accepted. */
    public Mono<Void> handIn(Caller admin, CommunityId community, PersonId person, Proof proof) {
        return database.sql("""
            SELECT 1 AS yes WHERE NOT EXISTS (
                SELECT 1 FROM evidence
                WHERE person_id = :person AND community_id = :community AND kind = :kind
                  AND state IN ('SUBMITTED', 'ACCEPTED'))
            """)
                .bind("person", person.value())
                .bind("community", community.value())
                .bind("kind", proof.kind())
                .map(row -> true)
                .one()
                .flatMap(missing -> evidence.submit(community, person, proof.kind(), proof.number(), admin.person()))
                .flatMap(
                        claim -> audit.note(admin.person(), community, "evidence-handed-in", claim.id(), claim.kind()));
    }
}
