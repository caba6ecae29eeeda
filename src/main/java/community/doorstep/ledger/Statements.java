package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the books; who may is checked before. */
@Component
class Statements {

    private final DatabaseClient database;

    Statements(DatabaseClient database) {
        this.database = database;
    }

    /** In the order of their codes, from after the given one. */
    Mono<Page<AccountView>> accounts(CommunityId community, String after, int size) {
        return database.sql("""
            SELECT account.community_id, account.code, account.owner_id, account.opened_at,
                   (SELECT COALESCE(sum(entry.amount_fen), 0)::bigint FROM ledger_entry entry
                    WHERE entry.community_id = account.community_id AND entry.account = account.code)
                       AS balance_fen
            FROM ledger_account account
            WHERE account.community_id = :community AND account.code > :after
            ORDER BY account.code LIMIT :most
            """)
                .bind("community", community.value())
                .bind("after", after)
                .bind("most", size + 1)
                .map(Statements::account)
                .all()
                .collectList()
                .map(rows -> page(rows, size));
    }

    private static Page<AccountView> page(List<AccountView> rows, int size) {
        return rows.size() <= size
                ? new Page<>(rows, null)
                : new Page<>(
                        List.copyOf(rows.subList(0, size)), rows.get(size - 1).code());
    }

    static AccountView account(Readable row) {
        UUID owner = row.get("owner_id", UUID.class);
        return new AccountView(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "code"),
                owner == null ? null : new PersonId(owner),
                Rows.number(row, "balance_fen"),
                Rows.instant(row, "opened_at"));
    }

    /** Of the period from (inclusive) to (exclusive); refuses {@code account-unknown}. */
    Mono<Statement> statement(
            CommunityId community, String account, Instant from, Instant to, @Nullable String cursor, int size) {
        return balances(community, account, from, to)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("account-unknown")))
                .zipWhen(balances -> entries(community, account, from, to, cursor, size))
                .map(both -> new Statement(
                        account,
                        both.getT1().opening(),
                        both.getT1().closing(),
                        both.getT2().items(),
                        both.getT2().next()));
    }

    private Mono<Statement.Balances> balances(CommunityId community, String account, Instant from, Instant to) {
        return database.sql("""
            SELECT COALESCE(sum(entry.amount_fen) FILTER (WHERE entry.at < :from), 0)::bigint AS opening,
                   COALESCE(sum(entry.amount_fen), 0)::bigint AS closing
            FROM ledger_account account
            LEFT JOIN ledger_entry entry
                ON entry.community_id = account.community_id AND entry.account = account.code
               AND entry.at < :to
            WHERE account.community_id = :community AND account.code = :account
            GROUP BY account.code
            """)
                .bind("community", community.value())
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Statement.Balances(Rows.number(row, "opening"), Rows.number(row, "closing")))
                .one();
    }

    private Mono<Page<Statement.Entry>> entries(
            CommunityId community, String account, Instant from, Instant to, @Nullable String cursor, int size) {
        return database.sql("""
            SELECT entry.transfer_id, entry.at, entry.amount_fen,
                   transfer.source_kind, transfer.source_id, transfer.words
            FROM ledger_entry entry
            JOIN ledger_transfer transfer
                ON transfer.community_id = entry.community_id AND transfer.id = entry.transfer_id
            WHERE entry.community_id = :community AND entry.account = :account
              AND entry.at >= :from AND entry.at < :to
              AND (entry.at, entry.transfer_id) < (COALESCE(
                  (SELECT at FROM ledger_transfer WHERE community_id = :community AND id = :before),
                  'infinity'), :before)
            ORDER BY entry.at DESC, entry.transfer_id DESC LIMIT :most
            """)
                .bind("community", community.value())
                .bind("account", account)
                .bind("from", from)
                .bind("to", to)
                .bind("before", Page.before(cursor))
                .bind("most", size + 1)
                .map(Statements::entry)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, size, Statement.Entry::transfer));
    }

    private static Statement.Entry entry(Readable row) {
        return new Statement.Entry(
                Rows.uuid(row, "transfer_id"),
                Rows.instant(row, "at"),
                Rows.number(row, "amount_fen"),
                Rows.text(row, "source_kind"),
                Rows.uuid(row, "source_id"),
                Rows.text(row, "words"));
    }
}
