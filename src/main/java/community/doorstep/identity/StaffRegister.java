package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Roles for many; all in the caller's transaction, and written down. */
@Component
public class StaffRegister {

    private final Staff staff;
    private final DatabaseClient database;

    StaffRegister(Staff staff, DatabaseClient database) {
        this.staff = staff;
        this.database = database;
    }

    /** Those of the people who hold the role there now, at any station. */
    public Mono<Set<PersonId>> holding(Role role, CommunityId community, Collection<PersonId> people) {
        return database.sql("""
            SELECT DISTINCT person_id FROM role_grant
            WHERE person_id = ANY(:people) AND role = :role AND community_id = :community AND ended_at IS NULL
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("role", role.name())
                .bind("community", community.value())
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .all()
                .collect(Collectors.toSet());
    }

    /** Refuses {@code role-missing} (403) unless by an admin of that community, {@code role-already-held} (409). */
    public Mono<Void> appoint(
            Caller admin, PersonId person, Role role, CommunityId community, @Nullable StationId station) {
        admin.mustBe(community, Role.COMMUNITY_ADMIN);
        return staff.grant(person, role, community, station, admin.person()).then();
    }
}
