package community.doorstep.pricing;

import java.time.LocalDate;
import java.util.List;
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

    boolean refused() {
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.REFUSED);
    }
}
