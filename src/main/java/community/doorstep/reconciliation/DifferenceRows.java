package community.doorstep.reconciliation;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of differences. */
@Component
class DifferenceRows {

    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final Clock clock;

    DifferenceRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is found again stays as it is, settled or not; what is not found any more and was open is gone. */
    Mono<Void> write(LocalDate day, List<Found> found) {
        return database.sql("""
            WITH found AS (
                SELECT * FROM unnest(:ids, :communities, :kinds, :numbers, :wechatNumbers, :wechatFen,
                                     :bookedFen, :causes)
                    AS found (id, community_id, kind, number, wechat_number, wechat_fen, booked_fen, cause)
            ), gone AS (
                UPDATE reconciliation_difference SET state = 'GONE'
                WHERE day = :day AND state = 'OPEN'
                  AND NOT EXISTS (SELECT FROM found WHERE found.kind = reconciliation_difference.kind
                                  AND found.number = reconciliation_difference.number)
            )
            INSERT INTO reconciliation_difference (id, community_id, day, kind, number, wechat_number,
                                                   wechat_fen, booked_fen, cause, state, found_at)
            SELECT id, nullif(community_id, :nobody), :day, kind, number, wechat_number,
                   wechat_fen, booked_fen, cause, 'OPEN', :now
            FROM found
            ON CONFLICT (day, kind, number) DO UPDATE SET state = 'OPEN', found_at = excluded.found_at
                WHERE reconciliation_difference.state = 'GONE'
            """)
                .bind("ids", found.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .bind("communities", Ids.array(found, DifferenceRows::community))
                .bind("kinds", found.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .bind("numbers", found.stream().map(Found::number).toArray(String[]::new))
                .bind("wechatNumbers", found.stream().map(Found::wechatNumber).toArray(String[]::new))
                .bind("wechatFen", found.stream().map(Found::wechatFen).toArray(Long[]::new))
                .bind("bookedFen", found.stream().map(Found::bookedFen).toArray(Long[]::new))
                .bind("causes", found.stream().map(one -> one.cause().name()).toArray(String[]::new))
                .bind("nobody", NOBODY)
                .bind("day", day)
                .bind("now", clock.instant())
                .then();
    }

    private static UUID community(Found one) {
        return one.community() == null ? NOBODY : one.community().value();
    }

    /** What a bill lacked and the next has is explained. */
    Mono<Void> explained(LocalDate earlier, Collection<String> numbers) {
        return database.sql("""
            UPDATE reconciliation_difference SET state = 'GONE'
            WHERE day = :day AND state = 'OPEN' AND kind = 'NOT_IN_BILL' AND number = ANY(:numbers)
            """)
                .bind("day", earlier)
                .bind("numbers", numbers.toArray(String[]::new))
                .then();
    }

    /** How many are open of that day. */
    Mono<Long> count(LocalDate day) {
        return database.sql("""
            SELECT count(*) AS open FROM reconciliation_difference WHERE day = :day AND state = 'OPEN'
            """)
                .bind("day", day)
                .map(row -> Rows.number(row, "open"))
                .one();
    }

    /** Newest first; of these communities, and for the city of none. */
    Flux<BillDifference> of(UUID[] communities, boolean city, BillDifference.State state, UUID before, int most) {
        return database.sql("""
            SELECT * FROM reconciliation_difference
            WHERE (community_id = ANY(:communities) OR :city AND community_id IS NULL)
              AND state = :state AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", communities)
                .bind("city", city)
                .bind("state", state.name())
                .bind("before", before)
                .bind("most", most)
                .map(BillDifference::of)
                .all();
    }

    Mono<BillDifference> one(UUID id, UUID[] communities, boolean city) {
        return database.sql("""
            SELECT * FROM reconciliation_difference
            WHERE id = :id AND (community_id = ANY(:communities) OR :city AND community_id IS NULL)
            """)
                .bind("id", id)
                .bind("communities", communities)
                .bind("city", city)
                .map(BillDifference::of)
                .one();
    }

    /** Empty when it is not open any more. */
    Mono<BillDifference> settle(BillDifference seen, DifferenceCause cause, String note, PersonId by) {
        return database.sql("""
            UPDATE reconciliation_difference
            SET state = 'SETTLED', cause = :cause, note = :note, settled_by = :by, settled_at = :now
            WHERE id = :id AND state = 'OPEN'
            RETURNING *
            """)
                .bind("cause", cause.name())
                .bind("note", note)
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("id", seen.id())
                .map(BillDifference::of)
                .one();
    }
}
