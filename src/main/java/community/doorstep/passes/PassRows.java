package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of passes; each change is conditional on what stood before. */
@Component
class PassRows {

    private final DatabaseClient database;

    PassRows(DatabaseClient database) {
        this.database = database;
    }

    /** Empty when the id or the digits are taken. */
    Mono<Pass> add(NewPass wanted, byte[] digits, String hash, Instant now) {
        return database.sql("""
            INSERT INTO pass (community_id, id, station_id, day, purpose, subject_id, made_by, made_at,
                              valid_from, valid_until, digits, digits_hash)
            VALUES (:community, :id, :station, :day, :purpose, :subject, :by, :now, :from, :until, :digits,
                    :hash)
            ON CONFLICT DO NOTHING
            RETURNING *
            """)
                .bind("community", wanted.community().value())
                .bind("id", wanted.id().value())
                .bind("station", wanted.station().value())
                .bind("day", wanted.day())
                .bind("purpose", wanted.purpose())
                .bind("subject", wanted.subject())
                .bind("by", wanted.madeBy().value())
                .bind("now", now)
                .bind("from", wanted.window().start())
                .bind("until", wanted.window().end())
                .bind("digits", digits)
                .bind("hash", hash)
                .map(Pass::of)
                .one();
    }

    Flux<Pass> byIds(Collection<PassId> ids) {
        return database.sql("SELECT * FROM pass WHERE id = ANY(:ids)")
                .bind("ids", Ids.array(ids, PassId::value))
                .map(Pass::of)
                .all();
    }

    Mono<Pass> locked(CommunityId community, PassId id) {
        return database.sql("SELECT * FROM pass WHERE community_id = :community AND id = :id FOR UPDATE")
                .bind("community", community.value())
                .bind("id", id.value())
                .map(Pass::of)
                .one();
    }

    Mono<Pass> byDigits(CommunityId community, StationId station, LocalDate day, String hash) {
        return database.sql("""
            SELECT * FROM pass
            WHERE community_id = :community AND station_id = :station AND day = :day AND digits_hash = :hash
            """)
                .bind("community", community.value())
                .bind("station", station.value())
                .bind("day", day)
                .bind("hash", hash)
                .map(Pass::of)
                .one();
    }

    /** Uses it, if it can be used now; empty otherwise. */
    Mono<Pass> use(CommunityId community, PassId id, UUID use, Instant now) {
        return database.sql("""
            UPDATE pass SET used_at = :now, use_id = :use
            WHERE community_id = :community AND id = :id AND used_at IS NULL AND withdrawn_at IS NULL
              AND valid_from <= :now AND valid_until > :now
            RETURNING *
            """)
                .bind("now", now)
                .bind("use", use)
                .bind("community", community.value())
                .bind("id", id.value())
                .map(Pass::of)
                .one();
    }

    /** Of a locked pass: this use counts now. */
    Mono<Void> counts(Pass pass, UUID use, Instant at) {
        return database.sql("UPDATE pass SET used_at = :at, use_id = :use WHERE community_id = :community AND id = :id")
                .bind("at", at)
                .bind("use", use)
                .bind("community", pass.community().value())
                .bind("id", pass.id().value())
                .then();
    }

    /** One that was used stays so. */
    Mono<Boolean> withdraw(CommunityId community, PassId id, Instant now) {
        return database.sql("""
            UPDATE pass SET withdrawn_at = :now
            WHERE community_id = :community AND id = :id AND used_at IS NULL AND withdrawn_at IS NULL
            """)
                .bind("now", now)
                .bind("community", community.value())
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** A station's of a day. */
    Flux<Pass> of(UUID[] communities, StationId station, LocalDate day, String purpose) {
        return database.sql("""
            SELECT * FROM pass
            WHERE community_id = ANY(:communities) AND station_id = :station AND day = :day
              AND purpose = :purpose
            """)
                .bind("communities", communities)
                .bind("station", station.value())
                .bind("day", day)
                .bind("purpose", purpose)
                .map(Pass::of)
                .all();
    }
}
