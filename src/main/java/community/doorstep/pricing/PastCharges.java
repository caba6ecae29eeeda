package community.doorstep.pricing;

import community.doorstep.funds.BudgetLine;
import community.doorstep.funds.Budgets;
import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** A past period's charges, as they were booked, and the budgets as they stood before. */
@Component
public class PastCharges {

    /** The days of service, both included. */
    public record Period(CommunityId community, ZoneId zone, LocalDate first, LocalDate last) {}

    private static final int AT_ONCE = 2_000;

    private final DatabaseClient database;
    private final JsonMapper json;

    PastCharges(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** In the order in which they were booked, read on the scheduler, a few at a time; what was cancelled is left out. */
    public Flux<PastCharge> of(Period period, Scheduler scheduler) {
        return database.sql("""
            SELECT %s AS line FROM charge
            WHERE community_id = :community AND day BETWEEN :first AND :last AND state <> 'RELEASED'
            ORDER BY at, booking_id
            """.formatted(ChargeReader.LINE))
                .filter(statement -> statement.fetchSize(AT_ONCE))
                .bind("zone", period.zone().getId())
                .bind("community", period.community().value())
                .bind("first", period.first())
                .bind("last", period.last())
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .publishOn(scheduler, AT_ONCE)
                .map(new ChargeReader(json)::charge);
    }

    /** What the budgets of the period had left when it began, in the order in which they are spent. */
    public Mono<List<BudgetLine>> budgets(Period period) {
        return database.sql("""
            WITH touched AS (
                SELECT community_id, id, fund, purpose, period_start, period_end, amount_fen FROM budget
                WHERE community_id = :community AND period_start <= :last AND period_end >= :first),
            spent AS (
                SELECT paid.budget_id, sum(paid.fen)::bigint AS fen FROM charge, %s
                WHERE community_id = :community AND day < :first AND state <> 'RELEASED'
                  AND day >= (SELECT min(period_start) FROM touched)
                  AND paid.budget_id IN (SELECT id FROM touched)
                GROUP BY paid.budget_id)
            SELECT community_id, id, fund, purpose, period_start, period_end,
                   amount_fen - coalesce(fen, 0) AS left_fen
            FROM touched LEFT JOIN spent ON budget_id = id
            """.formatted(ChargePart.EACH))
                .bind("community", period.community().value())
                .bind("first", period.first())
                .bind("last", period.last())
                .map(Budgets::line)
                .all()
                .sort(BudgetLine.SPENDING_ORDER)
                .collectList();
    }
}
