package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prices one service for one person on one day: the first rule that applies decides. A pure function. */
final class Pricing {

    private final PersonFacts facts;
    private final LocalDate day;
    private final Allowance allowance;
    private final ServicePrice price;
    private final List<Price.Line> lines;
    private long dueFen;
    private Tier tier;
    private boolean decided;
    private @Nullable BenefitRule given;
    private @Nullable LocalDate usagePeriod;
    private @Nullable UUID budget;

    private Pricing(PriceBook.Priced service, PersonFacts facts, LocalDate day, Allowance allowance) {
        this.facts = facts;
        this.day = day;
        this.allowance = allowance;
        this.price = service.price();
        this.lines = new ArrayList<>(service.rules().size() + 1);
        this.dueFen = price.listFen();
        this.tier = price.listFen() == 0 ? Tier.PUBLIC_BENEFIT : Tier.PAID;
    }

    /** Refuses {@code service-unpriced} when the book has no price for the service. */
    static Price price(PriceBook book, ServiceId service, PersonFacts facts, LocalDate day, Allowance allowance) {
        PriceBook.Priced priced = book.priced(service);
        return new Pricing(priced, facts, day, allowance).through(priced.rules());
    }

    private Price through(List<BenefitRule> rules) {
        lines.add(new Price.Line(null, Outcome.LIST, price.listFen()));
        for (BenefitRule rule : rules) {
            Outcome outcome = decided ? Outcome.EARLIER_RULE : look(rule);
            decided |= outcome.decides();
            lines.add(line(rule, outcome));
        }
        return new Price(price.listFen(), dueFen, tier, given, usagePeriod, budget, List.copyOf(lines));
    }

    private Price.Line line(BenefitRule rule, Outcome outcome) {
        return new Price.Line(rule, outcome, outcome.decides() ? dueFen - price.listFen() : 0);
    }

    private Outcome look(BenefitRule rule) {
        Outcome unmet = rule.when().failure(facts, day);
        if (unmet != null) {
            return unmet;
        }
        long due = rule.effect().dueFen(dueFen);
        if (due == dueFen) {
            return Outcome.NO_GAIN;
        }
        Quota quota = rule.quota();
        LocalDate period = quota == null ? null : quota.per().startOf(day);
        if (quota != null && period != null && allowance.used(rule, period) >= quota.times()) {
            return Outcome.QUOTA_USED;
        }
        if (rule.isFunded()) {
            budget = allowance.paying(rule.fund(), dueFen - due);
            if (budget == null) {
                return withoutBudget(rule, due);
            }
        }
        given = rule;
        usagePeriod = period;
        dueFen = due;
        tier = rule.tier();
        return Outcome.APPLIED;
    }

    private Outcome withoutBudget(BenefitRule rule, long wouldBeDue) {
        return switch (rule.whenEmpty()) {
            case NEXT_RULE -> Outcome.BUDGET_EMPTY;
            case REFUSE -> Outcome.REFUSED;
            case LOW_COST_PRICE -> lowCost(wouldBeDue);
        };
    }

    /** Never less than the benefit itself would leave to pay: nobody gains by an empty fund. */
    private Outcome lowCost(long wouldBeDue) {
        Long lowCost = price.lowCostFen();
        if (lowCost != null && lowCost < dueFen) {
            dueFen = Math.max(lowCost, wouldBeDue);
            tier = Tier.LOW_COST;
        }
        return Outcome.LOW_COST_INSTEAD;
    }
}
