package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Quota;
import community.doorstep.pricebook.ServicePrice;
import community.doorstep.pricebook.Tier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prices one service for one person on one day: the rules are looked at in order; one that is given alone ends the
 * search, others lower what is left. A pure function.
 */
final class Pricing {

    private final PersonFacts facts;
    private final LocalDate day;
    private final Allowance allowance;
    private final ServicePrice price;
    private final List<Price.Line> lines;
    private final List<Price.Given> given = new ArrayList<>(1);
    private long dueFen;
    private Tier tier;
    private boolean decided;
    private String goesOnAt = "";

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
            long before = dueFen;
            Outcome outcome = next(rule);
            lines.add(new Price.Line(rule, outcome, dueFen - before));
        }
        return new Price(price.listFen(), dueFen, tier, List.copyOf(given), List.copyOf(lines));
    }

    private Outcome next(BenefitRule rule) {
        if (decided) {
            return Outcome.EARLIER_RULE;
        }
        if (!goesOnAt.isEmpty() && !goesOnAt.equals(rule.code())) {
            return Outcome.PASSED_OVER;
        }
        goesOnAt = "";
        Outcome outcome = look(rule);
        decided = outcome.decides() && !(outcome == Outcome.APPLIED && rule.stacks());
        return outcome;
    }

    private Outcome look(BenefitRule rule) {
        Outcome unmet = rule.when().failure(facts, day);
        if (unmet != null) {
            return unmet;
        }
        if (!rule.stacks() && !given.isEmpty()) {
            return Outcome.NOT_TOGETHER;
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
        UUID budget = rule.hasFund() ? paying(rule.fund(), dueFen - due) : null;
        return rule.hasFund() && budget == null
                ? withoutBudget(rule, due)
                : give(new Price.Given(rule, dueFen - due, period, budget));
    }

    /** A budget that can pay this and what the fund pays of this price already. */
    private @Nullable UUID paying(String fund, long fen) {
        long already = given.stream()
                .filter(benefit -> benefit.rule().fund().equals(fund))
                .mapToLong(Price.Given::fen)
                .sum();
        return allowance.paying(fund, already + fen);
    }

    private Outcome give(Price.Given benefit) {
        given.add(benefit);
        dueFen -= benefit.fen();
        tier = given.size() > 1 && tier.compareTo(benefit.rule().tier()) > 0
                ? tier
                : benefit.rule().tier();
        return Outcome.APPLIED;
    }

    private Outcome withoutBudget(BenefitRule rule, long wouldBeDue) {
        return switch (rule.whenEmpty()) {
            case NEXT_RULE -> {
                goesOnAt = rule.fallback();
                yield Outcome.BUDGET_EMPTY;
            }
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
