package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The questions of the daily check. */
@Component
class LedgerCheckRows {

    private static final Duration LEASE = Duration.ofHours(1);

    private final DatabaseClient database;
    private final Clock clock;

    LedgerCheckRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether this instance is to check the day that ended then: nobody has, nor is about to. */
    Mono<Boolean> take(Instant closedAt) {
        return database.sql("""
            INSERT INTO ledger_check (closed_at, started_at) VALUES (:closed, :now)
            ON CONFLICT (closed_at) DO UPDATE SET started_at = excluded.started_at
                WHERE ledger_check.done_at IS NULL AND ledger_check.started_at < :dead
            """)
                .bind("closed", closedAt)
                .bind("now", clock.instant())
                .bind("dead", clock.instant().minus(LEASE))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> done(Instant closedAt, int faults) {
        return database.sql("UPDATE ledger_check SET done_at = :now, faults = :faults WHERE closed_at = :closed")
                .bind("now", clock.instant())
                .bind("faults", faults)
                .bind("closed", closedAt)
                .then();
    }

    /** Transfers whose entries do not sum to zero. */
    Flux<BooksOff> unbalanced() {
        return database.sql("""
            SELECT community_id, transfer_id::text AS subject, sum(amount_fen)::bigint AS fen
            FROM ledger_entry GROUP BY community_id, transfer_id HAVING sum(amount_fen) <> 0
            LIMIT 1000
            """).map(row -> off(row, "UNBALANCED")).all();
    }

    /** Accounts whose entries before an earlier closing do not sum to what was written down then. */
    Flux<BooksOff> changed() {
        return database.sql("""
            SELECT closing.community_id, closing.account AS subject,
                   (COALESCE(sum(entry.amount_fen), 0) - closing.balance_fen)::bigint AS fen
            FROM (SELECT DISTINCT ON (community_id, account) * FROM ledger_closing
                  ORDER BY community_id, account, closed_at DESC) AS closing
            LEFT JOIN ledger_entry entry
                ON entry.community_id = closing.community_id AND entry.account = closing.account
               AND entry.at < closing.closed_at
            GROUP BY closing.community_id, closing.account, closing.balance_fen
            HAVING COALESCE(sum(entry.amount_fen), 0) <> closing.balance_fen
            LIMIT 1000
            """).map(row -> off(row, "CHANGED")).all();
    }

    Mono<Void> close(Instant closedAt) {
        return database.sql("""
            INSERT INTO ledger_closing (community_id, account, closed_at, balance_fen)
            SELECT community_id, account, :closed, sum(amount_fen) FROM ledger_entry
            WHERE at < :closed GROUP BY community_id, account
            ON CONFLICT DO NOTHING
            """).bind("closed", closedAt).then();
    }

    private static BooksOff off(io.r2dbc.spi.Readable row, String what) {
        return new BooksOff(
                new CommunityId(Rows.uuid(row, "community_id")),
                Ids.next(),
                1,
                what,
                Rows.text(row, "subject"),
                Rows.number(row, "fen"));
    }
}
