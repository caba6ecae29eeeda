package community.doorstep.funds;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Budgets of funds, for finance and the community's admin. */
@RestController
@RequestMapping("/api/admin/budgets")
class BudgetController {

    /**
     * @param fund its code in the community's register
     * @param purpose without it, any
     */
    record NewBudget(
            @NotNull CommunityId communityId,

            @NotNull @Pattern(regexp = FundController.CODE) String fund,

            @Nullable Purpose purpose,
            @NotNull LocalDate periodStart,
            @NotNull LocalDate periodEnd,
            @Min(1) @Max(100_000_000_000L) long amountFen) {

        Purpose spentOn() {
            return purpose == null ? Purpose.ANY : purpose;
        }
    }

    /**
     * @param purpose without it, any
     */
    record ChangedBudget(
            @Nullable Purpose purpose,
            @NotNull LocalDate periodStart,
            @NotNull LocalDate periodEnd,
            @Min(1) @Max(100_000_000_000L) long amountFen) {

        Purpose spentOn() {
            return purpose == null ? Purpose.ANY : purpose;
        }
    }

    private final BudgetAdmin budgets;
    private final BudgetEdits edits;
    private final Idempotency idempotency;
    private final Detached detached;
    private final TransactionalOperator transaction;

    BudgetController(
            BudgetAdmin budgets,
            BudgetEdits edits,
            Idempotency idempotency,
            Detached detached,
            TransactionalOperator transaction) {
        this.budgets = budgets;
        this.edits = edits;
        this.idempotency = idempotency;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Newest first. */
    @GetMapping
    Mono<Page<Budget>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return budgets.list(caller, cursor, size);
    }

    /**
     * Several for one fund and period are spent one after the other. Refuses {@code fund-unknown} (404),
     * {@code budget-period-reversed} (422).
     */
    @PostMapping
    Mono<ResponseEntity<Budget>> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewBudget wanted) {
        caller.mustBe(wanted.communityId(), Role.FINANCE, Role.COMMUNITY_ADMIN);
        inOrder(wanted.periodStart(), wanted.periodEnd());
        return idempotency
                .once(caller.person(), key, wanted, Budget.class, budgets.add(caller, wanted))
                .map(made -> IfMatch.answer(HttpStatus.CREATED, made.version(), made));
    }

    /** Refuses {@code budget-unknown} (404). */
    @GetMapping("/{id}")
    Mono<ResponseEntity<Budget>> budget(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return edits.budget(caller, id).map(BudgetController::answer);
    }

    /**
     * What was taken from it must stay covered: by the amount, the purpose and the period. Refuses {@code budget-unknown}
     * (404), {@code budget-below-used} (409, with {@code usedFen}), {@code budget-in-use} (409: purpose or period),
     * {@code version-changed} (412), {@code budget-period-reversed} (422), {@code if-match-missing} (428).
     */
    @PutMapping("/{id}")
    Mono<ResponseEntity<Budget>> edit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody ChangedBudget changed) {
        inOrder(changed.periodStart(), changed.periodEnd());
        return detached.run(
                        edits.edit(caller, id, IfMatch.version(match), changed).as(transaction::transactional))
                .map(BudgetController::answer);
    }

    /**
     * Refuses {@code budget-unknown} (404), {@code budget-in-use} (409), {@code version-changed} (412),
     * {@code if-match-missing} (428).
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return detached.run(edits.remove(caller, id, IfMatch.version(match)).as(transaction::transactional));
    }

    private static void inOrder(LocalDate start, LocalDate end) {
        if (start.isAfter(end)) {
            throw Refusal.unprocessable("budget-period-reversed");
        }
    }

    private static ResponseEntity<Budget> answer(Budget budget) {
        return IfMatch.answer(HttpStatus.OK, budget.version(), budget);
    }
}
