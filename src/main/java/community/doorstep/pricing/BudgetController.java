package community.doorstep.pricing;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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
     * @param fund the code by which price books name it
     * @param purpose without it, any
     */
    record NewBudget(
            @NotNull CommunityId communityId,

            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}")
            String fund,

            @Nullable Purpose purpose,
            @NotNull LocalDate periodStart,
            @NotNull LocalDate periodEnd,
            @Min(1) @Max(100_000_000_000L) long amountFen) {

        Purpose spentOn() {
            return purpose == null ? Purpose.ANY : purpose;
        }
    }

    private final BudgetAdmin budgets;
    private final Idempotency idempotency;

    BudgetController(BudgetAdmin budgets, Idempotency idempotency) {
        this.budgets = budgets;
        this.idempotency = idempotency;
    }

    /** Newest first. */
    @GetMapping
    Mono<Page<Budget>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return budgets.list(caller, cursor, size);
    }

    /** Several for one fund and period are spent one after the other. Refuses {@code budget-period-reversed} (422). */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Budget> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewBudget wanted) {
        caller.mustBe(wanted.communityId(), Role.FINANCE, Role.COMMUNITY_ADMIN);
        if (wanted.periodStart().isAfter(wanted.periodEnd())) {
            throw Refusal.unprocessable("budget-period-reversed");
        }
        return idempotency.once(caller.person(), key, wanted, Budget.class, budgets.add(caller, wanted));
    }
}
