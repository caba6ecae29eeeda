package community.doorstep.checkout;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of cash that is handed in. */
@Component
class HandoverRows {

    private final DatabaseClient database;
    private final Clock clock;

    HandoverRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Until the transaction ends nobody else offers or decides this person's cash: the same money would move twice. */
    Mono<Void> lock(PersonId holder) {
        UUID id = holder.value();
        return database.sql("SELECT pg_advisory_xact_lock(:key)")
                .bind("key", ~(id.getMostSignificantBits() ^ id.getLeastSignificantBits()))
                .then();
    }

    /** Empty when something of theirs is offered already. */
    Mono<Handover> offer(CommunityId community, StationId station, PersonId holder, long fen) {
        return database.sql("""
            INSERT INTO cash_handover (community_id, id, station_id, holder_id, amount_fen, state, offered_at)
            VALUES (:community, :id, :station, :holder, :fen, 'OFFERED', :now)
            ON CONFLICT DO NOTHING
            RETURNING *
            """)
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("station", station.value())
                .bind("holder", holder.value())
                .bind("fen", fen)
                .bind("now", clock.instant())
                .map(Handover::of)
                .one();
    }

    /** Counted and confirmed in one; empty when something of theirs is offered. */
    Mono<Handover> received(CommunityId community, StationId station, PersonId holder, long fen, PersonId by) {
        return database.sql("""
            INSERT INTO cash_handover
                (community_id, id, station_id, holder_id, amount_fen, state, offered_at, decided_by, decided_at)
            SELECT :community, :id, :station, :holder, :fen, 'CONFIRMED', :now, :by, :now
            WHERE NOT EXISTS (
                SELECT 1 FROM cash_handover AS open
                WHERE open.community_id = :community AND open.holder_id = :holder AND open.state = 'OFFERED')
            RETURNING *
            """)
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("station", station.value())
                .bind("holder", holder.value())
                .bind("fen", fen)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .map(Handover::of)
                .one();
    }

    Mono<Handover> offered(PersonId holder, UUID[] communities) {
        return database.sql("""
            SELECT * FROM cash_handover
            WHERE holder_id = :holder AND community_id = ANY(:communities) AND state = 'OFFERED'
            """)
                .bind("holder", holder.value())
                .bind("communities", communities)
                .map(Handover::of)
                .first();
    }

    Mono<Handover> one(UUID id, UUID[] communities) {
        return database.sql("SELECT * FROM cash_handover WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities)
                .map(Handover::of)
                .one();
    }

    /** Empty when it was decided before. */
    Mono<Handover> decide(Handover offered, Handover.State state, PersonId by, String reason) {
        return database.sql("""
            UPDATE cash_handover SET state = :state, decided_by = :by, decided_at = :now, reason = :reason
            WHERE community_id = :community AND id = :id AND state = 'OFFERED' AND holder_id <> :by
            RETURNING *
            """)
                .bind("state", state.name())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("reason", reason)
                .bind("community", offered.communityId().value())
                .bind("id", offered.id())
                .map(Handover::of)
                .one();
    }

    /** Newest first. */
    Flux<Handover> of(UUID[] communities, UUID before, int most) {
        return database.sql("""
            SELECT * FROM cash_handover WHERE community_id = ANY(:communities) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", communities)
                .bind("before", before)
                .bind("most", most)
                .map(Handover::of)
                .all();
    }
}
