package community.doorstep.pricing;

import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.Tier;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one service costs one person on one day, and why: the amounts of its lines add up to what is due.
 *
 * @param given the benefits that lower it, in order; more than one only where they go together
 */
public record Price(long listFen, long dueFen, Tier tier, List<Given> given, List<Line> lines) {

    /** A line before it is put into words; no rule: the list price. */
    record Line(@Nullable BenefitRule rule, Outcome outcome, long amountFen) {}

    /**
     * A benefit that is given.
     *
     * @param fen what it takes off
     * @param usagePeriod where it counts against its quota; null when it has none
     * @param budget what pays for it; null when no fund does
     */
    record Given(
            BenefitRule rule,
            long fen,
            @Nullable LocalDate usagePeriod,
            @Nullable UUID budget) {}

    long subsidyFen() {
        return listFen - dueFen;
    }

    private @Nullable Given first() {
        return given.isEmpty() ? null : given.get(0);
    }

    /** The first benefit that is given; null when none is. */
    @Nullable
    BenefitRule rule() {
        Given first = first();
        return first == null ? null : first.rule();
    }

    @Nullable
    LocalDate usagePeriod() {
        Given first = first();
        return first == null ? null : first.usagePeriod();
    }

    @Nullable
    UUID budget() {
        Given first = first();
        return first == null ? null : first.budget();
    }

    /** What each benefit takes off, to be kept with the charge; none where one line, or none, makes the difference. */
    List<ChargePart> parts() {
        boolean isSimple =
                lines.stream().filter(line -> line.outcome().decides()).count() <= 1;
        return isSimple ? List.of() : given.stream().map(ChargePart::of).toList();
    }

    /** What is taken off the list price, and by which fund; the empty one where none pays. */
    public void eachPays(ObjLongConsumer<String> pays) {
        long left = subsidyFen();
        for (Given benefit : given) {
            pays.accept(benefit.rule().fund(), benefit.fen());
            left -= benefit.fen();
        }
        pays.accept("", left);
    }

    /** The fund that pays for the first benefit; empty when none does. */
    String fund() {
        BenefitRule rule = rule();
        return rule == null ? "" : rule.fund();
    }

    /** The code of the first benefit; empty when none is given. */
    String ruleCode() {
        BenefitRule rule = rule();
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
