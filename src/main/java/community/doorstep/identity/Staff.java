package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who holds which role where. A role that ends is out at once: the person's sessions ask PostgreSQL again. */
@Component
class Staff {

    record Held(
            UUID id,
            PersonId person,
            Role role,
            @Nullable CommunityId community,
            @Nullable StationId station,
            Instant grantedAt) {}

    private final DatabaseClient database;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    Staff(DatabaseClient database, Sessions sessions, Audit audit, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses {@code role-already-held} (409). */
    Mono<UUID> grant(
            PersonId person, Role role, @Nullable CommunityId community, @Nullable StationId station, PersonId by) {
        UUID id = Ids.next();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO role_grant (id, person_id, role, community_id, station_id, granted_by, granted_at)
            VALUES (:id, :person, :role, :community, :station, :by, :now)
            """)
                .bind("id", id)
                .bind("person", person.value())
                .bind("role", role.name())
                .bind("by", by.value())
                .bind("now", clock.instant());
        insert = community == null
                ? insert.bindNull("community", UUID.class)
                : insert.bind("community", community.value());
        insert = station == null ? insert.bindNull("station", UUID.class) : insert.bind("station", station.value());
        return insert.then()
                .onErrorMap(DuplicateKeyException.class, held -> Refusal.conflict("role-already-held"))
                .then(Mono.defer(() -> sessions.forget(person)))
                .then(Mono.defer(() -> audit.note(by, community, "role-granted", person.value(), role.name())))
                .thenReturn(id);
    }

    /** Ends a role held in one of the communities; a city admin's with {@code anywhere}. Refuses {@code grant-unknown}. */
    Mono<Void> end(UUID grant, PersonId by, UUID[] communities, boolean anywhere) {
        return database.sql("""
            UPDATE role_grant SET ended_at = :now
            WHERE id = :id AND ended_at IS NULL AND (:anywhere OR community_id = ANY(:communities))
            RETURNING person_id, role, community_id
            """)
                .bind("now", clock.instant())
                .bind("id", grant)
                .bind("anywhere", anywhere)
                .bind("communities", communities)
                .map(row -> new Ended(
                        new PersonId(Rows.uuid(row, "person_id")),
                        Rows.text(row, "role"),
                        row.get("community_id", UUID.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("grant-unknown")))
                .flatMap(ended -> sessions.forget(ended.person())
                        .then(Mono.defer(() -> audit.note(
                                by, ended.place(), "role-ended", ended.person().value(), ended.role()))));
    }

    private record Ended(
            PersonId person, String role, @Nullable UUID community) {
        @Nullable
        CommunityId place() {
            return community == null ? null : new CommunityId(community);
        }
    }

    /** @param admins also the admins of all communities */
    Flux<Held> in(UUID[] communities, boolean admins) {
        return database.sql("""
            SELECT id, person_id, role, community_id, station_id, granted_at FROM role_grant
            WHERE ended_at IS NULL
              AND (community_id = ANY(:communities) OR (:admins AND role = 'COMMUNITY_ADMIN'))
            ORDER BY id
            """)
                .bind("communities", communities)
                .bind("admins", admins)
                .map(Staff::held)
                .all();
    }

    private static Held held(Readable row) {
        UUID community = row.get("community_id", UUID.class);
        UUID station = row.get("station_id", UUID.class);
        return new Held(
                Rows.uuid(row, "id"),
                new PersonId(Rows.uuid(row, "person_id")),
                Role.valueOf(Rows.text(row, "role")),
                community == null ? null : new CommunityId(community),
                station == null ? null : new StationId(station),
                Rows.instant(row, "granted_at"));
    }

    Mono<Boolean> nobodyIs(Role role) {
        return database.sql(
                        "SELECT NOT EXISTS (SELECT 1 FROM role_grant WHERE role = :role AND ended_at IS NULL) AS free")
                .bind("role", role.name())
                .map(row -> Rows.get(row, "free", Boolean.class))
                .one();
    }
}
