package community.doorstep.ledger;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The only way into the books. Runs in the caller's transaction, so that money moves with what it pays for. */
@Component
public class Ledger {

    private final DatabaseClient database;
    private final Clock clock;

    Ledger(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether it was booked now; false when its source had been booked before, and then nothing changes. */
    public Mono<Boolean> post(Transfer transfer) {
        return postAll(List.of(transfer)).map(booked -> !booked.isEmpty());
    }

    /** Books all of them in one statement; answers the sources that were booked now. */
    public Mono<Set<UUID>> postAll(Collection<Transfer> transfers) {
        return transfers.isEmpty() ? Mono.just(Set.of()) : book(new Columns(transfers));
    }

    private Mono<Set<UUID>> book(Columns columns) {
        return database.sql("""
                        WITH line AS (
                            SELECT * FROM unnest(:communities, :ids, :kinds, :sources, :words, :accounts, :owners, :fen)
                                AS line (community_id, id, kind, source_id, words, account, owner_id, fen)
                        ), opened AS (
                            INSERT INTO ledger_account (community_id, code, owner_id, opened_at)
                            SELECT DISTINCT community_id, account, owner_id, :at::timestamptz FROM line
                            ORDER BY community_id, account
                            ON CONFLICT DO NOTHING
                        ), booked AS (
                            INSERT INTO ledger_transfer (community_id, id, source_kind, source_id, words, at)
                            SELECT DISTINCT community_id, id, kind, source_id, words, :at::timestamptz FROM line
                            ORDER BY community_id, kind, source_id
                            ON CONFLICT (community_id, source_kind, source_id) DO NOTHING
                            RETURNING community_id, id, source_id
                        ), entered AS (
                            INSERT INTO ledger_entry (community_id, transfer_id, account, amount_fen, at)
                            SELECT community_id, id, account, fen, :at FROM line JOIN booked USING (community_id, id)
                        )
                        SELECT source_id FROM booked
                        """)
                .bind("communities", columns.communities.toArray(UUID[]::new))
                .bind("ids", columns.ids.toArray(UUID[]::new))
                .bind("kinds", columns.kinds.toArray(String[]::new))
                .bind("sources", columns.sources.toArray(UUID[]::new))
                .bind("words", columns.words.toArray(String[]::new))
                .bind("accounts", columns.accounts.toArray(String[]::new))
                .bind("owners", columns.owners.toArray(UUID[]::new))
                .bind("fen", columns.fen.toArray(Long[]::new))
                .bind("at", clock.instant())
                .map(row -> Rows.uuid(row, "source_id"))
                .all()
                .collect(Collectors.toSet());
    }

    /** The transfers' lines, one list a column. */
    private static final class Columns {

        final List<UUID> communities = new ArrayList<>();
        final List<UUID> ids = new ArrayList<>();
        final List<String> kinds = new ArrayList<>();
        final List<UUID> sources = new ArrayList<>();
        final List<String> words = new ArrayList<>();
        final List<String> accounts = new ArrayList<>();
        final List<@Nullable UUID> owners = new ArrayList<>();
        final List<Long> fen = new ArrayList<>();

        Columns(Collection<Transfer> transfers) {
            for (Transfer transfer : transfers) {
                UUID id = Ids.next();
                transfer.lines().forEach(line -> add(id, transfer, line));
            }
        }

        private void add(UUID id, Transfer transfer, Line line) {
            PersonId owner = line.account().owner();
            communities.add(transfer.community().value());
            ids.add(id);
            kinds.add(transfer.kind());
            sources.add(transfer.source());
            words.add(transfer.words());
            accounts.add(line.account().code());
            owners.add(owner == null ? null : owner.value());
            fen.add(line.amountFen());
        }
    }
}
