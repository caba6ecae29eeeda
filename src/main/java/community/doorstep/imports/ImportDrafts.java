package community.doorstep.imports;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sheets between the look and the confirmation; sealed, for they are full of people. */
@Component
class ImportDrafts {

    record Draft(
            UUID id,
            ImportKind kind,
            CommunityId community,
            @Nullable ServiceId service,
            List<Line> lines) {

        @Override
        public String toString() {
            return "Draft[" + id + "]";
        }
    }

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    ImportDrafts(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<Void> keep(Draft draft, PersonId by, Instant until) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO import_draft (id, community_id, kind, service_id, content, made_by, made_at, expires_at)
            VALUES (:id, :community, :kind, :service, :content, :by, :now, :until)
            """)
                .bind("id", draft.id())
                .bind("community", draft.community().value())
                .bind("kind", draft.kind().name())
                .bind("content", seal.seal(json.writeValueAsBytes(draft.lines()), context(draft.id())))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("until", until);
        ServiceId service = draft.service();
        return Binding.orNull(insert, "service", service == null ? null : service.value(), UUID.class)
                .then();
    }

    /** One confirmation of a sheet at a time. */
    Mono<Void> lock(UUID id) {
        return database.sql("SELECT id FROM import_draft WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .then();
    }

    Mono<Imports.ImportDone> done(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT kind, added, known FROM import_draft
            WHERE id = :id AND community_id = ANY(:communities) AND done_at IS NOT NULL
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(row -> new Imports.ImportDone(
                        id,
                        ImportKind.valueOf(Rows.text(row, "kind")),
                        Rows.get(row, "added", Integer.class),
                        Rows.get(row, "known", Integer.class)))
                .one();
    }

    Mono<Draft> open(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT id, kind, community_id, service_id, content FROM import_draft
            WHERE id = :id AND community_id = ANY(:communities) AND done_at IS NULL AND expires_at > :now
              AND content IS NOT NULL
            """)
                .bind("id", id)
                .bind("communities", communities)
                .bind("now", clock.instant())
                .map(this::draft)
                .one();
    }

    private Draft draft(Readable row) {
        UUID id = Rows.uuid(row, "id");
        UUID service = row.get("service_id", UUID.class);
        return new Draft(
                id,
                ImportKind.valueOf(Rows.text(row, "kind")),
                new CommunityId(Rows.uuid(row, "community_id")),
                service == null ? null : new ServiceId(service),
                json.readValue(seal.open(Rows.get(row, "content", byte[].class), context(id)), LINES));
    }

    Mono<Void> finish(UUID id, PersonId by, int added, int known) {
        return database.sql("""
            UPDATE import_draft SET content = NULL, done_by = :by, done_at = :now, added = :added, known = :known
            WHERE id = :id
            """)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("added", added)
                .bind("known", known)
                .bind("id", id)
                .then();
    }

    private static String context(UUID id) {
        return "import/" + id;
    }
}
