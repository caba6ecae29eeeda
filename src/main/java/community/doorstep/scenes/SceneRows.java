package community.doorstep.scenes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The register of codes. */
@Component
class SceneRows {

    record Drawing(ScenePurpose purpose, String code) {

        @Override
        public String toString() {
            return "Drawing[" + purpose + "]";
        }
    }

    private static final String INDEX = "scene";

    private final DatabaseClient database;
    private final Seal seal;
    private final Clock clock;

    SceneRows(DatabaseClient database, Seal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    /** Empty when there is a code for one use of the same already. */
    Mono<Scene> insert(NewScene wanted, String code) {
        UUID id = Ids.next();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO scene (id, community_id, purpose, target_id, code, code_index, reusable, made_by,
                               made_at, ends_at)
            VALUES (:id, :community, :purpose, :target, :code, :index, :reusable, :by, :now, :ends)
            ON CONFLICT (target_id) WHERE NOT reusable DO NOTHING
            RETURNING *
            """)
                .bind("id", id)
                .bind("community", wanted.community().value())
                .bind("purpose", wanted.purpose().name())
                .bind("target", wanted.target())
                .bind("code", seal.seal(code.getBytes(StandardCharsets.UTF_8), context(id)))
                .bind("index", seal.index(code, INDEX))
                .bind("reusable", wanted.reusable())
                .bind("by", wanted.madeBy().value())
                .bind("now", clock.instant());
        return (wanted.endsAt() == null
                        ? insert.bindNull("ends", OffsetDateTime.class)
                        : insert.bind("ends", wanted.endsAt()))
                .map(SceneRows::scene)
                .one();
    }

    private static String context(UUID id) {
        return "scene/" + id;
    }

    Mono<Scene> byCode(String code) {
        return database.sql("SELECT * FROM scene WHERE code_index = ANY(:indexes)")
                .bind("indexes", seal.indexes(code, INDEX))
                .map(SceneRows::scene)
                .one();
    }

    Mono<Scene> forOneUse(UUID target) {
        return database.sql("SELECT * FROM scene WHERE target_id = :target AND NOT reusable")
                .bind("target", target)
                .map(SceneRows::scene)
                .one();
    }

    /** The one that was used is not used again. */
    Mono<Void> spend(UUID target, PersonId by) {
        return database.sql("""
            UPDATE scene SET used_at = :now, used_by = :by
            WHERE target_id = :target AND NOT reusable AND used_at IS NULL
            """)
                .bind("now", clock.instant())
                .bind("by", by.value())
                .bind("target", target)
                .then();
    }

    Mono<Void> revokeFor(UUID target) {
        return database.sql("""
            UPDATE scene SET revoked_at = :now
            WHERE target_id = :target AND NOT reusable AND revoked_at IS NULL
            """)
                .bind("now", clock.instant())
                .bind("target", target)
                .then();
    }

    Flux<Scene> posters(UUID[] communities, UUID before, int most) {
        return database.sql("""
            SELECT * FROM scene
            WHERE community_id = ANY(:communities) AND purpose = 'STATION' AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", communities)
                .bind("before", before)
                .bind("most", most)
                .map(SceneRows::scene)
                .all();
    }

    Mono<Scene> poster(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT * FROM scene
            WHERE id = :id AND community_id = ANY(:communities) AND purpose = 'STATION'
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(SceneRows::scene)
                .one();
    }

    Mono<Void> revoke(UUID id) {
        return database.sql("UPDATE scene SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }

    Mono<byte[]> picture(UUID id) {
        return database.sql("SELECT picture FROM scene WHERE id = :id AND picture IS NOT NULL")
                .bind("id", id)
                .map(row -> Rows.get(row, "picture", byte[].class))
                .one();
    }

    Mono<Drawing> drawing(UUID id) {
        return database.sql("SELECT purpose, code FROM scene WHERE id = :id")
                .bind("id", id)
                .map(row -> new Drawing(
                        ScenePurpose.valueOf(Rows.text(row, "purpose")),
                        new String(
                                seal.open(Rows.get(row, "code", byte[].class), context(id)), StandardCharsets.UTF_8)))
                .one();
    }

    Mono<Void> keep(UUID id, byte[] picture) {
        return database.sql("UPDATE scene SET picture = :picture WHERE id = :id")
                .bind("picture", picture)
                .bind("id", id)
                .then();
    }

    private static Scene scene(Readable row) {
        return new Scene(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                ScenePurpose.valueOf(Rows.text(row, "purpose")),
                Rows.uuid(row, "target_id"),
                Rows.get(row, "reusable", Boolean.class),
                Rows.instant(row, "made_at"),
                Rows.instantOrNull(row, "ends_at"),
                Rows.instantOrNull(row, "used_at"),
                Rows.instantOrNull(row, "revoked_at"));
    }
}
