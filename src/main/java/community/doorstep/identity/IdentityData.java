package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import community.doorstep.shared.Rows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who somebody is: profile, family, claims, accounts. What remains is an id without a name. */
@Component
class IdentityData implements PersonalData {

    private static final Profile NOBODY = new Profile("（已注销）", null, null);

    /** Everything that the house knows of who somebody is. */
    record Identity(
            String name,
            @Nullable String phone,
            @Nullable String birthDate,
            List<Map<String, Object>> family,
            List<Map<String, Object>> claims,
            List<Map<String, Object>> roles) {

        @Override
        public String toString() {
            return "Identity[…]";
        }
    }

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final People people;
    private final EvidencePhotos photos;
    private final WechatAccounts accounts;
    private final Sessions sessions;

    IdentityData(
            PersonalRows rows,
            DatabaseClient database,
            People people,
            EvidencePhotos photos,
            WechatAccounts accounts,
            Sessions sessions) {
        this.rows = rows;
        this.database = database;
        this.people = people;
        this.photos = photos;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public String part() {
        return "person";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return people.known(person)
                .flatMap(known -> Mono.zip(rows.read("""
                    SELECT dependant_id, relation, since FROM guardianship
                    WHERE guardian_id = :person ORDER BY since
                    """, person), rows.read("""
                                            SELECT kind, state, submitted_at, decided_at, valid_until FROM evidence
                                            WHERE person_id = :person ORDER BY submitted_at
                                            """, person), rows.read("""
                                            SELECT role, community_id, station_id, granted_at, ended_at FROM role_grant
                                            WHERE person_id = :person ORDER BY granted_at
                                            """, person))
                        .map(found -> identity(known.profile(), found.getT1(), found.getT2(), found.getT3())));
    }

    private static Identity identity(
            Profile profile,
            List<Map<String, Object>> family,
            List<Map<String, Object>> claims,
            List<Map<String, Object>> roles) {
        String born = profile.birthDate() == null ? null : profile.birthDate().toString();
        return new Identity(profile.name(), profile.phone(), born, family, claims, roles);
    }

    /** A role is ended by an admin first; a dependant keeps somebody who acts for them. */
    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found(
                        "SELECT 1 FROM role_grant WHERE person_id = :person AND ended_at IS NULL", "staff-role", person)
                .concatWith(rows.found("""
                    SELECT 1 FROM guardianship AS mine WHERE guardian_id = :person AND NOT EXISTS (
                        SELECT 1 FROM guardianship AS other
                        WHERE other.dependant_id = mine.dependant_id AND other.guardian_id <> :person)
                    """, "dependants-left", person));
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return forgetClaims(person)
                .then(Mono.defer(() -> rows.change("""
                    DELETE FROM guardian_invitation
                    WHERE dependant_id = :person OR invited_by = :person OR accepted_by = :person
                    """, person)))
                .then(Mono.defer(() -> rows.change(
                        "DELETE FROM guardianship WHERE dependant_id = :person OR guardian_id = :person", person)))
                .then(Mono.defer(() -> accounts.release(person)))
                .then(Mono.defer(() -> sessions.closeAll(person)))
                .then(Mono.defer(() -> people.save(person, NOBODY)));
    }

    private Mono<Void> forgetClaims(PersonId person) {
        return database.sql("""
            UPDATE evidence SET number = NULL, reason = NULL, forgotten_at = coalesce(forgotten_at, now())
            WHERE person_id = :person RETURNING id
            """)
                .bind("person", person.value())
                .map(row -> Rows.uuid(row, "id"))
                .all()
                .collectList()
                .filter(claims -> !claims.isEmpty())
                .flatMap(claims -> photos.delete(claims.toArray(UUID[]::new)));
    }
}
