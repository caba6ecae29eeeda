package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What accounts hold: the sums of their entries, as the caller's transaction sees them. */
@Component
public class Balances {

    private final DatabaseClient database;

    Balances(DatabaseClient database) {
        this.database = database;
    }

    /** 0 for an account that was never booked to. */
    public Mono<Long> of(CommunityId community, Account account) {
        return database.sql("""
            SELECT COALESCE(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry
            WHERE community_id = :community AND account = :account
            """)
                .bind("community", community.value())
                .bind("account", account.code())
                .map(row -> Rows.number(row, "fen"))
                .one();
    }

    /** How much all transfers of a kind moved, by community. */
    public Mono<Map<CommunityId, Long>> moved(String kind) {
        return database.sql("""
            SELECT transfer.community_id, sum(entry.amount_fen)::bigint AS fen
            FROM ledger_transfer transfer
            JOIN ledger_entry entry
                ON entry.community_id = transfer.community_id AND entry.transfer_id = transfer.id
            WHERE transfer.source_kind = :kind AND entry.amount_fen > 0
            GROUP BY transfer.community_id
            """)
                .bind("kind", kind)
                .map(row -> Map.entry(new CommunityId(Rows.uuid(row, "community_id")), Rows.number(row, "fen")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** How much of these kinds each of the sources moved on the account, without its sign; unbooked ones are left out. */
    public Mono<Map<UUID, Long>> movedBy(Account account, List<String> kinds, Collection<UUID> sources) {
        return database.sql("""
            SELECT transfer.source_id, abs(entry.amount_fen) AS fen
            FROM ledger_transfer transfer
            JOIN ledger_entry entry
                ON entry.community_id = transfer.community_id AND entry.transfer_id = transfer.id
            WHERE transfer.source_id = ANY(:sources) AND transfer.source_kind = ANY(:kinds)
              AND entry.account = :account
            """)
                .bind("sources", sources.toArray(UUID[]::new))
                .bind("kinds", kinds.toArray(String[]::new))
                .bind("account", account.code())
                .map(row -> Map.entry(Rows.uuid(row, "source_id"), Rows.number(row, "fen")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What was booked of these kinds for the source, in the order of booking. */
    public Flux<Transfer> booked(CommunityId community, List<String> kinds, UUID source) {
        return database.sql("""
            SELECT transfer.id, transfer.source_kind, transfer.words, entry.account, account.owner_id, entry.amount_fen
            FROM ledger_transfer transfer
            JOIN ledger_entry entry
                ON entry.community_id = transfer.community_id AND entry.transfer_id = transfer.id
            JOIN ledger_account account
                ON account.community_id = entry.community_id AND account.code = entry.account
            WHERE transfer.community_id = :community AND transfer.source_kind = ANY(:kinds)
              AND transfer.source_id = :source
            ORDER BY transfer.id, entry.account
            """)
                .bind("community", community.value())
                .bind("kinds", kinds.toArray(String[]::new))
                .bind("source", source)
                .map(Booked::of)
                .all()
                .bufferUntilChanged(Booked::transfer)
                .map(lines -> new Transfer(
                        community,
                        lines.get(0).kind(),
                        source,
                        lines.get(0).words(),
                        lines.stream().map(Booked::line).toList()));
    }

    private record Booked(UUID transfer, String kind, String words, Line line) {

        static Booked of(Readable row) {
            UUID owner = row.get("owner_id", UUID.class);
            Account account = new Account(Rows.text(row, "account"), owner == null ? null : new PersonId(owner));
            return new Booked(
                    Rows.uuid(row, "id"),
                    Rows.text(row, "source_kind"),
                    Rows.text(row, "words"),
                    new Line(account, Rows.number(row, "amount_fen")));
        }
    }

    /** The accounts of all in these communities who have ever had cash in hand. */
    public Flux<AccountView> cashInHand(UUID[] communities) {
        return database.sql("""
            SELECT account.community_id, account.code, account.owner_id, account.opened_at,
                   COALESCE(sum(entry.amount_fen), 0)::bigint AS balance_fen
            FROM ledger_account account
            LEFT JOIN ledger_entry entry
                ON entry.community_id = account.community_id AND entry.account = account.code
            WHERE account.community_id = ANY(:communities) AND account.code LIKE 'cash-%'
            GROUP BY account.community_id, account.code
            ORDER BY account.community_id, account.code
            """)
                .bind("communities", communities)
                .map(Statements::account)
                .all();
    }
}
