package community.doorstep.incident;

import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The log: added to and read, nothing else. */
@Component
class Incidents {

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;

    Incidents(DatabaseClient database, Seal seal, JsonMapper json) {
        this.database = database;
        this.seal = seal;
        this.json = json;
    }

    /** Refuses {@code incident-unknown} (404) when it corrects none of that child and station. */
    Mono<Incident> add(CommunityId community, Incident incident) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO incident (community_id, id, station_id, child_id, kind, at, sealed, corrects,
                                  recorded_by, recorded_at)
            SELECT :community, :id, :station, :child, :kind, :at, :sealed, :corrects, :by, :now
            WHERE CAST(:corrects AS uuid) IS NULL OR EXISTS (
                SELECT 1 FROM incident WHERE community_id = :community AND id = :corrects
                  AND station_id = :station AND child_id = :child)
            """)
                .bind("community", community.value())
                .bind("id", incident.id())
                .bind("station", incident.stationId().value())
                .bind("child", incident.childId().value())
                .bind("kind", incident.kind().name())
                .bind("at", incident.at())
                .bind("sealed", seal.seal(json.writeValueAsBytes(incident.said()), context(incident.id())))
                .bind("by", incident.recordedBy().value())
                .bind("now", incident.recordedAt());
        return Binding.orNull(insert, "corrects", incident.corrects(), UUID.class)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("incident-unknown")))
                .thenReturn(incident);
    }

    /** Newest first. */
    Flux<Incident> of(PersonId child, UUID before, int most) {
        return database.sql(
                        "SELECT * FROM incident WHERE child_id = :child AND id < :before ORDER BY id DESC LIMIT :most")
                .bind("child", child.value())
                .bind("before", before)
                .bind("most", most)
                .map(this::incident)
                .all();
    }

    /** Newest first. */
    Flux<Incident> at(CommunityId community, StationId station, UUID before, int most) {
        return database.sql("""
            SELECT * FROM incident
            WHERE community_id = :community AND station_id = :station AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("community", community.value())
                .bind("station", station.value())
                .bind("before", before)
                .bind("most", most)
                .map(this::incident)
                .all();
    }

    private Incident incident(Readable row) {
        UUID id = Rows.uuid(row, "id");
        byte[] opened = seal.open(Rows.get(row, "sealed", byte[].class), context(id));
        return new Incident(
                id,
                new StationId(Rows.uuid(row, "station_id")),
                new PersonId(Rows.uuid(row, "child_id")),
                IncidentKind.valueOf(Rows.text(row, "kind")),
                Rows.instant(row, "at"),
                json.readValue(opened, Incident.Said.class),
                row.get("corrects", UUID.class),
                new PersonId(Rows.uuid(row, "recorded_by")),
                Rows.instant(row, "recorded_at"));
    }

    private static String context(UUID id) {
        return "incident/" + id;
    }
}
