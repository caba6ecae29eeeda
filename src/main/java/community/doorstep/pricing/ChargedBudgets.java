package community.doorstep.pricing;

import community.doorstep.funds.BudgetUse;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Tells funds what the charges take from their budgets. */
@Component
class ChargedBudgets implements BudgetUse {

    private final DatabaseClient database;

    ChargedBudgets(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<DaysUse> since(LocalDate first, ZoneId zone, CommunityId community, Collection<UUID> budgets) {
        return database.sql("""
            SELECT paid.budget_id, (at AT TIME ZONE :zone)::date AS booked_on, sum(paid.fen)::bigint AS fen
            FROM charge, %s
            WHERE community_id = :community AND paid.budget_id = ANY(:budgets) AND at >= :since
              AND state <> 'RELEASED'
            GROUP BY 1, 2
            """.formatted(ChargePart.EACH))
                .bind("zone", zone.getId())
                .bind("community", community.value())
                .bind("budgets", budgets.toArray(UUID[]::new))
                .bind("since", first.atStartOfDay(zone).toInstant())
                .map(row -> new DaysUse(
                        Rows.uuid(row, "budget_id"),
                        Rows.get(row, "booked_on", LocalDate.class),
                        Rows.number(row, "fen")))
                .all();
    }
}
