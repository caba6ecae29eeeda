package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What funds have left, and what bookings do to it: reserve, then spend or give back. */
@Component
public class Budgets {

    public record Key(CommunityId community, UUID id) {}

    private static final String LEFT = """
        SELECT community_id, budget.id, budget.fund, purpose, period_start, period_end,
               amount_fen - reserved_fen - spent_fen AS left_fen
        FROM budget
        WHERE (community_id, budget.fund) IN (SELECT * FROM unnest(:communities, :funds))
          AND period_start <= :last AND period_end >= :first
          AND reserved_fen + spent_fen < amount_fen
        ORDER BY community_id, budget.id
        """;

    private final DatabaseClient database;
    private final Clock clock;

    Budgets(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those with something left, as they stand now, in the order in which they are spent. */
    public Mono<List<BudgetLine>> seen(Set<FundDay> funds) {
        return lines(funds, LEFT);
    }

    /** The same, locked in the order of their keys. */
    public Mono<List<BudgetLine>> locked(Set<FundDay> funds) {
        return lines(funds, LEFT + "FOR UPDATE");
    }

    private Mono<List<BudgetLine>> lines(Set<FundDay> funds, String sql) {
        if (funds.isEmpty()) {
            return Mono.just(List.of());
        }
        List<LocalDate> days = funds.stream().map(FundDay::day).sorted().toList();
        return database.sql(sql)
                .bind("communities", Ids.array(funds, fund -> fund.community().value()))
                .bind("funds", funds.stream().map(FundDay::fund).toArray(String[]::new))
                .bind("first", days.get(0))
                .bind("last", days.get(days.size() - 1))
                .map(Budgets::line)
                .all()
                .sort(BudgetLine.SPENDING_ORDER)
                .collectList();
    }

    /** The funds that have a budget which is not over. */
    public Mono<Set<String>> budgetedFunds(CommunityId community) {
        return database.sql("""
            SELECT DISTINCT fund FROM budget
            WHERE community_id = :community AND period_end >= (:now AT TIME ZONE 'UTC')::date
            """)
                .bind("community", community.value())
                .bind("now", clock.instant())
                .map(row -> Rows.text(row, "fund"))
                .all()
                .collect(Collectors.toSet());
    }

    public static BudgetLine line(Readable row) {
        return new BudgetLine(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "id"),
                Rows.text(row, "fund"),
                Purpose.valueOf(Rows.text(row, "purpose")),
                Rows.get(row, "period_start", LocalDate.class),
                Rows.get(row, "period_end", LocalDate.class),
                Rows.number(row, "left_fen"));
    }

    /** Reserves from budgets that this transaction has locked: one statement, however many took from them. */
    public Mono<Void> reserve(List<BudgetLine> budgets) {
        if (budgets.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            UPDATE budget SET reserved_fen = reserved_fen + taken.fen
            FROM unnest(:communities, :ids, :amounts) AS taken (community_id, id, fen)
            WHERE budget.community_id = taken.community_id AND budget.id = taken.id
            """)
                .bind(
                        "communities",
                        Ids.array(budgets, budget -> budget.community().value()))
                .bind("ids", Ids.array(budgets, BudgetLine::id))
                .bind("amounts", budgets.stream().map(BudgetLine::takenFen).toArray(Long[]::new))
                .then();
    }

    /** Ends reservations: spent, or given back. */
    public Mono<Void> settle(Map<Key, Long> amounts, boolean spent) {
        if (amounts.isEmpty()) {
            return Mono.empty();
        }
        List<Key> budgets = new ArrayList<>(amounts.keySet());
        return database.sql("""
            WITH change AS (
                SELECT * FROM unnest(:communities, :ids, :amounts) AS change (community_id, id, fen)),
            locked AS (
                SELECT community_id, id, fen FROM budget JOIN change USING (community_id, id)
                ORDER BY 1, 2 FOR UPDATE OF budget)
            UPDATE budget SET reserved_fen = reserved_fen - locked.fen,
                              spent_fen = spent_fen + CASE WHEN :spent THEN locked.fen ELSE 0 END
            FROM locked
            WHERE budget.community_id = locked.community_id AND budget.id = locked.id
            """)
                .bind(
                        "communities",
                        Ids.array(budgets, budget -> budget.community().value()))
                .bind("ids", Ids.array(budgets, Key::id))
                .bind("amounts", budgets.stream().map(amounts::get).toArray(Long[]::new))
                .bind("spent", spent)
                .then();
    }
}
