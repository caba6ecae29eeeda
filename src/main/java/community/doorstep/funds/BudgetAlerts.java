package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Tells when a budget has reached a threshold. It looks at intervals, so that bookings have no more to do; of instances
 * that look at the same time one finds the threshold still to be told, and its event is written with it.
 */
@Component
class BudgetAlerts {

    private static final int[] THRESHOLDS = {80, 95};

    private static final String REACHED = """
        CASE WHEN (reserved_fen + spent_fen) * 100 >= amount_fen * 95 THEN 95
             WHEN (reserved_fen + spent_fen) * 100 >= amount_fen * 80 THEN 80
             ELSE 0 END\
        """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Outbox outbox;
    private final Clock clock;

    BudgetAlerts(DatabaseClient database, TransactionalOperator transaction, Outbox outbox, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Answers how many thresholds were told. */
    Mono<Integer> look() {
        return database.sql("""
            SELECT community_id, id FROM budget
            WHERE alerted_percent < %s AND period_end >= :today
            """.formatted(REACHED))
                .bind("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .map(row -> new Budgets.Key(new CommunityId(Rows.uuid(row, "community_id")), Rows.uuid(row, "id")))
                .all()
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(budget -> told(budget).as(transaction::transactional))
                .reduce(0, Integer::sum)
                .doOnNext(told -> outbox.nudge());
    }

    /** A budget at a time: its row is locked for two statements only. */
    private Mono<Integer> told(Budgets.Key budget) {
        return database.sql("""
            UPDATE budget SET alerted_percent = reached.percent
            FROM (SELECT community_id, id, alerted_percent AS told, %s AS percent
                  FROM budget WHERE community_id = :community AND id = :id FOR UPDATE) AS reached
            JOIN fund ON fund.community_id = reached.community_id
            WHERE budget.community_id = reached.community_id AND budget.id = reached.id
              AND budget.fund = fund.code AND reached.told < reached.percent
            RETURNING budget.community_id, budget.id, budget.version, name_zh, name_en, told, percent,
                      amount_fen, amount_fen - reserved_fen - spent_fen AS left_fen, period_end
            """.formatted(REACHED))
                .bind("community", budget.community().value())
                .bind("id", budget.id())
                .map(BudgetAlerts::events)
                .one()
                .flatMap(events -> outbox.addAll(events).thenReturn(events.size()));
    }

    private static List<BudgetRanLow> events(Readable row) {
        int told = Rows.get(row, "told", Integer.class);
        int reached = Rows.get(row, "percent", Integer.class);
        return IntStream.of(THRESHOLDS)
                .filter(percent -> told < percent && percent <= reached)
                .mapToObj(percent -> event(row, percent))
                .toList();
    }

    private static BudgetRanLow event(Readable row, int percent) {
        return new BudgetRanLow(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "id"),
                Rows.number(row, "version"),
                Rows.text(row, "name_zh"),
                Rows.text(row, "name_en"),
                percent,
                Rows.number(row, "amount_fen"),
                Rows.number(row, "left_fen"),
                Rows.get(row, "period_end", LocalDate.class));
    }
}
