package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Grant;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether somebody other than the caller holds a role. */
@Component
public class Roles {

    private final DatabaseClient database;

    Roles(DatabaseClient database) {
        this.database = database;
    }

    /** At any station of the community, at this moment. */
    public Mono<Boolean> held(PersonId person, Role role, CommunityId community) {
        return database.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM role_grant
                            WHERE person_id = :person AND role = :role AND community_id = :community
                              AND ended_at IS NULL) AS held
                        """)
                .bind("person", person.value())
                .bind("role", role.name())
                .bind("community", community.value())
                .map(row -> Rows.get(row, "held", Boolean.class))
                .one();
    }

    /** All that the person holds, and held before, in communities. */
    public Flux<Grant> ever(PersonId person) {
        return database.sql("""
                        SELECT DISTINCT role, community_id, station_id FROM role_grant
                        WHERE person_id = :person AND community_id IS NOT NULL
                        """)
                .bind("person", person.value())
                .map(Roles::grant)
                .all();
    }

    private static Grant grant(Readable row) {
        UUID station = row.get("station_id", UUID.class);
        return new Grant(
                Role.valueOf(Rows.text(row, "role")),
                new CommunityId(Rows.uuid(row, "community_id")),
                station == null ? null : new StationId(station));
    }
}
