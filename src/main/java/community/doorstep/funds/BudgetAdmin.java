package community.doorstep.funds;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Budgets in the hands of a community's finance and admin. */
@Component
class BudgetAdmin {

    private final DatabaseClient database;
    private final Forecasts forecasts;
    private final Audit audit;
    private final Clock clock;

    BudgetAdmin(DatabaseClient database, Forecasts forecasts, Audit audit, Clock clock) {
        this.database = database;
        this.forecasts = forecasts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first. */
    Mono<Page<Budget>> list(Caller caller, @Nullable String cursor, int size) {
        return database.sql("""
            SELECT * FROM budget WHERE community_id = ANY(:communities) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", caller.communitiesAs(Role.FINANCE, Role.COMMUNITY_ADMIN))
                .bind("before", Page.before(cursor))
                .bind("most", Page.size(size) + 1)
                .map(BudgetAdmin::budget)
                .all()
                .collectList()
                .flatMap(forecasts::of)
                .map(found -> Page.of(found, size, Budget::id));
    }

    /** Refuses {@code fund-unknown} (404). */
    Mono<Budget> add(Caller caller, BudgetController.NewBudget wanted) {
        return database.sql("""
            INSERT INTO budget (community_id, id, fund, purpose, period_start, period_end, amount_fen,
                                created_by, created_at)
            SELECT community_id, :id, code, :purpose, :first, :last, :amount, :by, :now
            FROM fund WHERE community_id = :community AND code = :fund
            RETURNING *
            """)
                .bind("community", wanted.communityId().value())
                .bind("id", Ids.next())
                .bind("fund", wanted.fund())
                .bind("purpose", wanted.spentOn().name())
                .bind("first", wanted.periodStart())
                .bind("last", wanted.periodEnd())
                .bind("amount", wanted.amountFen())
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .map(BudgetAdmin::budget)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fund-unknown")))
                .delayUntil(made -> audit.note(
                        caller.person(),
                        made.communityId(),
                        "budget-made",
                        made.id(),
                        made.fund() + " " + made.amountFen() + " fen"));
    }

    static Budget budget(Readable row) {
        long amount = Rows.number(row, "amount_fen");
        long reserved = Rows.number(row, "reserved_fen");
        long spent = Rows.number(row, "spent_fen");
        return new Budget(
                Rows.get(row, "id", UUID.class),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "fund"),
                Purpose.valueOf(Rows.text(row, "purpose")),
                Rows.get(row, "period_start", LocalDate.class),
                Rows.get(row, "period_end", LocalDate.class),
                amount,
                reserved,
                spent,
                amount - reserved - spent,
                null,
                Rows.number(row, "version"));
    }
}
