package community.doorstep.passes;

import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every use of every pass, also those that do not count. */
@Component
class UseRows {

    /** A use as it is kept; {@code tabletAt} null: it was checked with us. */
    record Use(
            UUID id,
            PassId pass,
            PassOutcome outcome,
            Instant at,
            @Nullable Instant tabletAt,
            long offSeconds,
            PersonId by) {}

    private final DatabaseClient database;

    UseRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(CommunityId community, StationId station, String purpose, Use use, Instant now) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO pass_use (community_id, id, pass_id, station_id, purpose, offline, outcome, at,
                                  tablet_at, off_seconds, by_id, noted_at)
            VALUES (:community, :id, :pass, :station, :purpose, :offline, :outcome, :at, :tabletAt, :off,
                    :by, :now)
            """)
                .bind("community", community.value())
                .bind("id", use.id())
                .bind("pass", use.pass().value())
                .bind("station", station.value())
                .bind("purpose", purpose)
                .bind("offline", use.tabletAt() != null)
                .bind("outcome", use.outcome().name())
                .bind("at", use.at())
                .bind("off", use.offSeconds())
                .bind("by", use.by().value())
                .bind("now", now);
        return Binding.orNull(insert, "tabletAt", use.tabletAt(), Instant.class).then();
    }

    Mono<Use> one(CommunityId community, UUID id) {
        return database.sql("SELECT * FROM pass_use WHERE community_id = :community AND id = :id")
                .bind("community", community.value())
                .bind("id", id)
                .map(UseRows::useOf)
                .one();
    }

    /** It counted until an earlier one became known. */
    Mono<Void> displaced(CommunityId community, UUID id) {
        return database.sql("UPDATE pass_use SET outcome = 'CONFLICT' WHERE community_id = :community AND id = :id")
                .bind("community", community.value())
                .bind("id", id)
                .then();
    }

    /** All uses of those passes of a station that were not used as they should be, between two moments. */
    Flux<Use> doubtful(UUID[] communities, StationId station, String purpose, Instant from, Instant until) {
        return database.sql("""
            SELECT known.* FROM pass_use AS known
            WHERE known.pass_id IN (
                SELECT pass_id FROM pass_use
                WHERE community_id = ANY(:communities) AND station_id = :station AND purpose = :purpose
                  AND outcome <> 'ACCEPTED' AND at >= :from AND at < :until)
              AND known.community_id = ANY(:communities)
            ORDER BY known.at, known.id
            """)
                .bind("communities", communities)
                .bind("station", station.value())
                .bind("purpose", purpose)
                .bind("from", from)
                .bind("until", until)
                .map(UseRows::useOf)
                .all();
    }

    private static Use useOf(Readable row) {
        return new Use(
                Rows.uuid(row, "id"),
                new PassId(Rows.uuid(row, "pass_id")),
                PassOutcome.valueOf(Rows.text(row, "outcome")),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "tablet_at"),
                Rows.number(row, "off_seconds"),
                new PersonId(Rows.uuid(row, "by_id")));
    }
}
