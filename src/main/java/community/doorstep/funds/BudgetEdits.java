package community.doorstep.funds;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One budget read, changed or taken back; what bookings hold of it stays covered. */
@Component
class BudgetEdits {

    private final DatabaseClient database;
    private final Forecasts forecasts;
    private final Audit audit;

    BudgetEdits(DatabaseClient database, Forecasts forecasts, Audit audit) {
        this.database = database;
        this.forecasts = forecasts;
        this.audit = audit;
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.FINANCE, Role.COMMUNITY_ADMIN);
    }

    /** Refuses {@code budget-unknown} (404). */
    Mono<Budget> budget(Caller caller, UUID id) {
        return found(caller, id).flatMap(this::forecast);
    }

    private Mono<Budget> found(Caller caller, UUID id) {
        return database.sql("SELECT * FROM budget WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities(caller))
                .map(BudgetAdmin::budget)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("budget-unknown")));
    }

    private Mono<Budget> forecast(Budget budget) {
        return forecasts.of(List.of(budget)).map(one -> one.get(0));
    }

    /**
     * With a larger amount the thresholds that are no longer reached are told again when they are. Refuses
     * {@code budget-unknown} (404), {@code budget-below-used}, {@code budget-in-use} (409), {@code version-changed} (412).
     */
    Mono<Budget> edit(Caller caller, UUID id, long version, BudgetController.ChangedBudget changed) {
        return database.sql("""
            UPDATE budget
            SET purpose = :purpose, period_start = :first, period_end = :last, amount_fen = :amount,
                version = version + 1,
                alerted_percent = CASE
                    WHEN :amount <= amount_fen THEN alerted_percent
                    WHEN (reserved_fen + spent_fen) * 100 >= :amount * 95 THEN alerted_percent
                    WHEN (reserved_fen + spent_fen) * 100 >= :amount * 80 THEN least(alerted_percent, 80)
                    ELSE 0 END
            WHERE id = :id AND version = :version AND community_id = ANY(:communities)
              AND reserved_fen + spent_fen <= :amount
              AND (reserved_fen + spent_fen = 0
                   OR :purpose IN (purpose, 'ANY') AND :first <= period_start AND :last >= period_end)
            RETURNING *
            """)
                .bind("purpose", changed.spentOn().name())
                .bind("first", changed.periodStart())
                .bind("last", changed.periodEnd())
                .bind("amount", changed.amountFen())
                .bind("id", id)
                .bind("version", version)
                .bind("communities", communities(caller))
                .map(BudgetAdmin::budget)
                .one()
                .switchIfEmpty(Mono.defer(
                        () -> found(caller, id).map(budget -> notChanged(budget, version, changed.amountFen()))))
                .delayUntil(budget -> note(caller, "budget-changed", budget))
                .flatMap(this::forecast);
    }

    private static Budget notChanged(Budget budget, long version, long amountFen) {
        if (budget.version() != version) {
            throw Refusal.preconditionFailed("version-changed");
        }
        long used = budget.reservedFen() + budget.spentFen();
        throw amountFen < used
                ? Refusal.conflict("budget-below-used").with("usedFen", used)
                : Refusal.conflict("budget-in-use");
    }

    /** Refuses {@code budget-unknown} (404), {@code budget-in-use} (409), {@code version-changed} (412). */
    Mono<Void> remove(Caller caller, UUID id, long version) {
        return database.sql("""
            DELETE FROM budget
            WHERE id = :id AND version = :version AND community_id = ANY(:communities)
              AND reserved_fen + spent_fen = 0
            RETURNING *
            """)
                .bind("id", id)
                .bind("version", version)
                .bind("communities", communities(caller))
                .map(BudgetAdmin::budget)
                .one()
                .switchIfEmpty(Mono.defer(() -> found(caller, id).map(budget -> notRemoved(budget, version))))
                .flatMap(budget -> note(caller, "budget-removed", budget));
    }

    private static Budget notRemoved(Budget budget, long version) {
        throw budget.version() == version
                ? Refusal.conflict("budget-in-use")
                : Refusal.preconditionFailed("version-changed");
    }

    private Mono<Void> note(Caller caller, String action, Budget budget) {
        return audit.note(
                caller.person(),
                budget.communityId(),
                action,
                budget.id(),
                budget.fund() + " " + budget.amountFen() + " fen");
    }
}
