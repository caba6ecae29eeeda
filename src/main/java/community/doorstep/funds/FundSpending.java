package community.doorstep.funds;

import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Spends a fund's budget on what nobody booked: a lamp in the street. */
@Component
public class FundSpending {

    private final DatabaseClient database;

    FundSpending(DatabaseClient database) {
        this.database = database;
    }

    /**
     * In the caller's transaction: spent from one budget of a fund of that kind that covers the day and can pay it all.
     * Answers the fund's code; empty when no budget can.
     */
    public Mono<String> spend(CommunityId community, FundKind kind, ServiceKind on, LocalDate day, long fen) {
        return database.sql("""
            WITH payer AS (
                SELECT budget.id FROM budget
                JOIN fund ON fund.community_id = budget.community_id AND fund.code = budget.fund
                WHERE budget.community_id = :community AND fund.kind = :kind
                  AND purpose IN ('ANY', :purpose)
                  AND period_start <= :day AND period_end >= :day
                  AND amount_fen - reserved_fen - spent_fen >= :fen
                ORDER BY purpose = 'ANY', period_end, budget.id LIMIT 1
                FOR UPDATE OF budget)
            UPDATE budget SET spent_fen = spent_fen + :fen
            FROM payer WHERE budget.community_id = :community AND budget.id = payer.id
            RETURNING budget.fund
            """)
                .bind("community", community.value())
                .bind("kind", kind.name())
                .bind("purpose", on.name())
                .bind("day", day)
                .bind("fen", fen)
                .map(row -> Rows.text(row, "fund"))
                .one();
    }
}
