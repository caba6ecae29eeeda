package community.doorstep.supplement;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of supplements; each change of state is one conditional statement. */
@Component
class SupplementRows {

    private final DatabaseClient database;
    private final Clock clock;

    SupplementRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty when it was asked for before. */
    Mono<Supplement> add(NewSupplement wanted) {
        return database.sql("""
            INSERT INTO supplement (community_id, id, station_id, concerns, payer_id, amount_fen, words,
                                    state, asked_at, pay_before)
            VALUES (:community, :id, :station, :concerns, :payer, :fen, :words, 'OPEN', :now, :payBefore)
            ON CONFLICT DO NOTHING
            RETURNING *
            """)
                .bind("community", wanted.community().value())
                .bind("id", wanted.id().value())
                .bind("station", wanted.station().value())
                .bind("concerns", wanted.concerns())
                .bind("payer", wanted.payer().value())
                .bind("fen", wanted.amountFen())
                .bind("words", wanted.words())
                .bind("now", clock.instant())
                .bind("payBefore", wanted.payBefore())
                .map(SupplementRows::supplement)
                .one();
    }

    /** Empty when it was not open: unknown, paid before, or withdrawn. */
    Mono<Supplement> paid(UUID id) {
        return database.sql("""
            UPDATE supplement SET state = 'PAID', paid_at = :now, version = version + 1
            WHERE id = :id AND state = 'OPEN'
            RETURNING *
            """)
                .bind("now", clock.instant())
                .bind("id", id)
                .map(SupplementRows::supplement)
                .one();
    }

    /** An open one, or one that is paid and given back whole; empty when it was withdrawn before. */
    Mono<Supplement> withdraw(CommunityId community, SupplementId id) {
        return keyed("""
            UPDATE supplement SET state = 'WITHDRAWN', version = version + 1,
                   refunded_fen = CASE state WHEN 'PAID' THEN amount_fen ELSE 0 END
            WHERE community_id = :community AND id = :id AND state IN ('OPEN', 'PAID')
            RETURNING *
            """, community, id).map(SupplementRows::supplement).one();
    }

    /** False when there is not so much of it left. */
    Mono<Boolean> refund(CommunityId community, SupplementId id, long fen) {
        return keyed("""
            UPDATE supplement SET refunded_fen = refunded_fen + :fen, version = version + 1
            WHERE community_id = :community AND id = :id AND state = 'PAID'
              AND amount_fen - refunded_fen >= :fen
            """, community, id).bind("fen", fen).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Flux<Supplement> byIds(Collection<UUID> ids) {
        return database.sql("SELECT * FROM supplement WHERE id = ANY(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(SupplementRows::supplement)
                .all();
    }

    Flux<Supplement> concerning(CommunityId community, Collection<UUID> concerns) {
        return database.sql("""
            SELECT * FROM supplement
            WHERE community_id = :community AND concerns = ANY(:concerns) ORDER BY id
            """)
                .bind("community", community.value())
                .bind("concerns", concerns.toArray(UUID[]::new))
                .map(SupplementRows::supplement)
                .all();
    }

    /** Those among the ids that these people are to pay. */
    Flux<Supplement> own(Collection<UUID> ids, List<PersonId> people) {
        return database.sql("SELECT * FROM supplement WHERE id = ANY(:ids) AND payer_id = ANY(:people)")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("people", Ids.array(people, PersonId::value))
                .map(SupplementRows::supplement)
                .all();
    }

    Flux<Supplement> atDesk(Collection<UUID> ids, UUID[] communities) {
        return database.sql("SELECT * FROM supplement WHERE id = ANY(:ids) AND community_id = ANY(:communities)")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("communities", communities)
                .map(SupplementRows::supplement)
                .all();
    }

    /** Newest first. */
    Flux<Supplement> ofPeople(List<PersonId> people, UUID before, int most) {
        return database.sql("""
            SELECT * FROM supplement WHERE payer_id = ANY(:people) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("before", before)
                .bind("most", most)
                .map(SupplementRows::supplement)
                .all();
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, CommunityId community, SupplementId id) {
        return database.sql(sql).bind("community", community.value()).bind("id", id.value());
    }

    private static Supplement supplement(Readable row) {
        return new Supplement(
                new CommunityId(Rows.uuid(row, "community_id")),
                new SupplementId(Rows.uuid(row, "id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.uuid(row, "concerns"),
                new PersonId(Rows.uuid(row, "payer_id")),
                Rows.number(row, "amount_fen"),
                Rows.text(row, "words"),
                SupplementState.valueOf(Rows.text(row, "state")),
                Rows.number(row, "refunded_fen"),
                Rows.instant(row, "asked_at"),
                Rows.instant(row, "pay_before"),
                Rows.instantOrNull(row, "paid_at"),
                Rows.number(row, "version"));
    }
}
