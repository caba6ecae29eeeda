package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds rules that can never be reached, and such as stand before a kinder one. */
final class OrderCheck {

    private final List<BenefitRule> rules;
    private final Map<ServiceId, ServicePrice> prices;

    OrderCheck(List<BenefitRule> rules, Map<ServiceId, ServicePrice> prices) {
        this.rules = rules;
        this.prices = prices;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            BenefitRule rule = rules.get(i);
            if (priced(rule).stream().noneMatch(price -> gains(rule, price))) {
                findings.add(Fault.NO_GAIN.at(rule.code(), "rules[" + i + "].effect"));
            } else if (isHidden(i)) {
                findings.add(Fault.NEVER_APPLIES.at(rule.code(), "rules[" + i + "]"));
            } else if (isBeforeAKinder(i)) {
                findings.add(Fault.KINDER_LATER.at(rule.code(), "rules[" + i + "]"));
            }
        }
        return findings;
    }

    private List<ServicePrice> priced(BenefitRule rule) {
        return prices.values().stream()
                .filter(price -> rule.isFor(price.service()))
                .toList();
    }

    private static boolean gains(BenefitRule rule, ServicePrice price) {
        return dueFen(rule, price) < price.listFen();
    }

    private static long dueFen(BenefitRule rule, ServicePrice price) {
        return rule.effect().dueFen(Math.max(0, Math.min(price.listFen(), BookCheck.MOST_FEN)));
    }

    /** For each of its services some earlier rule always leaves nothing to it. */
    private boolean isHidden(int index) {
        BenefitRule rule = rules.get(index);
        return priced(rule).stream()
                .allMatch(price -> IntStream.range(0, index)
                        .anyMatch(earlier -> hides(earlier, rule, price)
                                && holdsWhenever(rules.get(earlier).when(), rule.when())
                                && !mayBePassedOver(earlier, price)));
    }

    /** Whoever gets the earlier one never gets the later: one of them is given alone, or nothing is left to pay. */
    private boolean hides(int index, BenefitRule rule, ServicePrice price) {
        BenefitRule earlier = rules.get(index);
        if (!earlier.isFor(price.service()) || !earlier.isLastWord() || !gains(earlier, price)) {
            return false;
        }
        boolean endsTheSearch = !earlier.stacks() && !mayFollowAnother(index, price);
        boolean leavesNothing =
                earlier.stacks() && earlier.whenEmpty() != WhenEmpty.LOW_COST_PRICE && dueFen(earlier, price) == 0;
        return !rule.stacks() || endsTheSearch || leavesNothing;
    }

    /** A rule that is given alone is left out after one that goes together with others. */
    private boolean mayFollowAnother(int index, ServicePrice price) {
        return rules.subList(0, index).stream().anyMatch(rule -> rule.stacks() && rule.isFor(price.service()));
    }

    private boolean mayBePassedOver(int index, ServicePrice price) {
        return rules.subList(0, index).stream()
                .anyMatch(rule -> !rule.fallback().isEmpty()
                        && !rule.fallback().equals(rules.get(index).code())
                        && rule.isFor(price.service()));
    }

    private boolean isBeforeAKinder(int index) {
        BenefitRule rule = rules.get(index);
        return rules.subList(index + 1, rules.size()).stream()
                .anyMatch(later -> !(rule.stacks() && later.stacks())
                        && canBothHold(rule.when(), later.when())
                        && priced(rule).stream()
                                .anyMatch(price -> later.isFor(price.service())
                                        && gains(rule, price)
                                        && dueFen(later, price) < dearest(rule, price)));
    }

    /** The most that somebody may pay by the rule, its fund empty or not. */
    private static long dearest(BenefitRule rule, ServicePrice price) {
        Long lowCost = price.lowCostFen();
        long due = dueFen(rule, price);
        return rule.whenEmpty() == WhenEmpty.LOW_COST_PRICE && lowCost != null ? Math.max(due, lowCost) : due;
    }

    /** Whether the wide conditions hold for everybody for whom the narrow ones do. */
    private static boolean holdsWhenever(Conditions wide, Conditions narrow) {
        return notAbove(wide.minAge(), narrow.minAge())
                && notAbove(negated(wide.maxAge()), negated(narrow.maxAge()))
                && covers(wide.evidence(), narrow.evidence())
                && covers(wide.household(), narrow.household())
                && covers(wide.weekdays(), narrow.weekdays())
                && (!wide.residency() || narrow.residency())
                && (wide.from() == null
                        || (narrow.from() != null && !wide.from().isAfter(narrow.from())))
                && (wide.until() == null
                        || (narrow.until() != null && !wide.until().isBefore(narrow.until())));
    }

    /** A lower bound that is no stricter than the other. */
    private static boolean notAbove(@Nullable Integer bound, @Nullable Integer other) {
        return bound == null || (other != null && bound <= other);
    }

    private static @Nullable Integer negated(@Nullable Integer bound) {
        return bound == null ? null : Integer.valueOf(-bound);
    }

    private static <T> boolean covers(Set<T> wide, Set<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private static boolean canBothHold(Conditions one, Conditions other) {
        boolean sameDays = one.weekdays().isEmpty()
                || other.weekdays().isEmpty()
                || one.weekdays().stream().anyMatch(other.weekdays()::contains);
        return sameDays
                && meet(one.minAge(), other.maxAge())
                && meet(other.minAge(), one.maxAge())
                && meet(one.from(), other.until())
                && meet(other.from(), one.until());
    }

    private static boolean meet(@Nullable Integer least, @Nullable Integer greatest) {
        return least == null || greatest == null || least <= greatest;
    }

    private static boolean meet(@Nullable LocalDate first, @Nullable LocalDate last) {
        return first == null || last == null || !first.isAfter(last);
    }
}
