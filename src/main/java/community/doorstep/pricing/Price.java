package community.doorstep.pricing;

import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one service costs one person on one day, and why: the amounts of its lines add up to what is due.
 *
 * @param rule the benefit that is given; null when none is
 * @param usagePeriod where the benefit counts against its quota; null when it has none
 * @param budget what pays the subsidy; null when no fund does
 */
record Price(
        long listFen,
        long dueFen,
        Tier tier,
        @Nullable BenefitRule rule,
        @Nullable LocalDate usagePeriod,
        @Nullable UUID budget,
        List<Line> lines) {

    /** A line before it is put into words; no rule: the list price. */
    record Line(@Nullable BenefitRule rule, Outcome outcome, long amountFen) {}

    long subsidyFen() {
        return listFen - dueFen;
    }

    /** The fund that pays; empty when none does. */
    String fund() {
        return rule == null ? "" : rule.fund();
    }

    /** The code of the benefit that is given; empty when none is. */
    String ruleCode() {
        return rule == null ? "" : rule.code();
    }

    /** What became of each rule, by its code. */
    Map<String, Outcome> outcomes() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.rule() != null) {
                outcomes.put(line.rule().code(), line.outcome());
            }
        }
        return outcomes;
    }

    /** Refuses {@code budget-exhausted} (409) when a rule whose fund is empty allows no other price. */
    Price orRefuse() {
        if (refused()) {
            throw Refusal.conflict("budget-exhausted");
        }
        return this;
    }

    boolean refused() {
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.REFUSED);
    }
}
