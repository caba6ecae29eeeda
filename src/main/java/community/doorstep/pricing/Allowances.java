package community.doorstep.pricing;

import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The quotas and budgets that were read, less what has been given since: a batch sums its own requests here. */
final class Allowances {

    private final Map<Needs.Usage, Integer> used;
    private final List<BudgetLine> budgets;
    private final Map<Needs.Usage, Integer> given = new HashMap<>();

    /**
     * @param budgets in the order in which they are spent
     */
    Allowances(Map<Needs.Usage, Integer> used, List<BudgetLine> budgets) {
        this.used = used;
        this.budgets = budgets;
    }

    Allowance of(CommunityId community, PersonId person, ServiceKind kind, LocalDate day) {
        return new Allowance() {
            @Override
            public int used(BenefitRule rule, LocalDate periodStart) {
                return count(Needs.usage(community, person, rule, periodStart));
            }

            @Override
            public @Nullable UUID paying(String fund, long fen) {
                for (BudgetLine budget : budgets) {
                    if (budget.pays(community, fund, kind, day, fen)) {
                        return budget.id();
                    }
                }
                return null;
            }
        };
    }

    private int count(Needs.Usage usage) {
        return used.getOrDefault(usage, 0) + given.getOrDefault(usage, 0);
    }

    /** Remembers that the price was given to the person. */
    void take(CommunityId community, PersonId person, Price price) {
        price.given().forEach(benefit -> take(community, person, benefit));
    }

    private void take(CommunityId community, PersonId person, Price.Given benefit) {
        LocalDate period = benefit.usagePeriod();
        if (period != null) {
            given.merge(Needs.usage(community, person, benefit.rule(), period), 1, Integer::sum);
        }
        for (BudgetLine budget : budgets) {
            if (budget.id().equals(benefit.budget())) {
                budget.take(benefit.fen());
            }
        }
    }

    /** For whoever goes through years: what was given in periods that are over matters no more. */
    void forget(Predicate<Needs.Usage> over) {
        given.keySet().removeIf(over);
    }

    Map<Needs.Usage, Integer> given() {
        return given;
    }

    List<BudgetLine> spentBudgets() {
        return budgets.stream().filter(budget -> budget.takenFen() > 0).toList();
    }
}
