package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sessions of staff who do not come through WeChat, and whose sign-in an admin may look after. */
@Component
public class StaffAccess {

    private final Sessions sessions;
    private final Staff staff;
    private final People people;
    private final Me me;
    private final DatabaseClient database;

    StaffAccess(Sessions sessions, Staff staff, People people, Me me, DatabaseClient database) {
        this.sessions = sessions;
        this.staff = staff;
        this.people = people;
        this.me = me;
        this.database = database;
    }

    /** In the caller's transaction. */
    public Mono<StaffSession> open(PersonId person, Duration length) {
        return sessions.open(person, length).flatMap(this::view);
    }

    private Mono<StaffSession> view(Token token) {
        return sessions.fresh(token).flatMap(me::view).map(view -> new StaffSession(token.secret(), view));
    }

    /** In the caller's transaction. */
    public Mono<Void> closeAll(PersonId person) {
        return sessions.closeAll(person);
    }

    /** Whether they hold any role now. */
    public Mono<Boolean> isStaff(PersonId person) {
        return database.sql("""
            SELECT EXISTS (SELECT 1 FROM role_grant WHERE person_id = :person AND ended_at IS NULL) AS staff
            """)
                .bind("person", person.value())
                .map(row -> Rows.get(row, "staff", Boolean.class))
                .one();
    }

    /**
     * Whether the caller may give this person a sign-in or take it away: a city admin anybody's who holds a role, a
     * community's admin that of staff who work in their communities alone. Empty when not; with one of the communities.
     */
    public Mono<Optional<CommunityId>> managed(Caller admin, PersonId person) {
        boolean anywhere = admin.roles().contains(Role.CITY_ADMIN);
        UUID[] communities = anywhere ? new UUID[0] : admin.communitiesAs(Role.COMMUNITY_ADMIN);
        return database.sql("""
            SELECT count(*) AS held, (array_agg(community_id))[1] AS community FROM role_grant
            WHERE person_id = :person AND ended_at IS NULL
            HAVING count(*) > 0 AND (:anywhere OR bool_and(coalesce(community_id = ANY(:communities), false)))
            """)
                .bind("person", person.value())
                .bind("anywhere", anywhere)
                .bind("communities", communities)
                .map(row ->
                        Optional.ofNullable(row.get("community", UUID.class)).map(CommunityId::new))
                .one();
    }

    public Mono<Boolean> nobodyIsCityAdmin() {
        return staff.nobodyIs(Role.CITY_ADMIN);
    }

    /** Somebody of whom only the name is known. */
    public Mono<PersonId> newcomer(PersonId id, String name) {
        return people.add(id, new Profile(name, null, null), null, id);
    }

    /** Makes them city admin while there is none, one at a time; in the caller's transaction. */
    public Mono<Void> becomeFirstAdmin(PersonId person) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended('first-admin', 0))")
                .then()
                .then(Mono.defer(this::nobodyIsCityAdmin))
                .filter(nobody -> nobody)
                .flatMap(nobody -> staff.grant(person, Role.CITY_ADMIN, null, null, person))
                .then();
    }
}
