package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one rule, its neighbours aside. */
final class RuleCheck {

    static final Pattern KIND = Pattern.compile("[A-Z][A-Z_]{0,39}");
    private static final int WEEK = 7;
    private static final int OLDEST = 150;
    private static final int MOST_TIMES = 1000;

    private final BenefitRule rule;
    private final String at;
    private final List<Finding> findings;

    RuleCheck(BenefitRule rule, String at, List<Finding> findings) {
        this.rule = rule;
        this.at = at;
        this.findings = findings;
    }

    void check(Set<ServiceId> services, Map<ServiceId, ServicePrice> prices, BookCheck.Named named, LocalDate today) {
        services(services, prices);
        ages();
        dates(today);
        weekdays();
        evidence("evidence", rule.when().evidence(), named.kinds());
        evidence("household", rule.when().household(), named.kinds());
        effect();
        quota();
        fund(named.funds(), prices);
    }

    private void services(Set<ServiceId> services, Map<ServiceId, ServicePrice> prices) {
        for (ServiceId service : rule.services()) {
            if (!services.contains(service)) {
                found(Fault.SERVICE_UNKNOWN, "services");
            } else if (!prices.containsKey(service)) {
                found(Fault.SERVICE_UNPRICED, "services");
            }
        }
    }

    private void ages() {
        Integer least = rule.when().minAge();
        Integer greatest = rule.when().maxAge();
        age("when.minAge", least);
        age("when.maxAge", greatest);
        if (least != null && greatest != null && least > greatest) {
            found(Fault.AGES_REVERSED, "when.maxAge");
        }
    }

    private void age(String field, @Nullable Integer age) {
        if (age != null && (age < 0 || age > OLDEST)) {
            found(Fault.AGE_RANGE, field);
        }
    }

    private void dates(LocalDate today) {
        LocalDate from = rule.when().from();
        LocalDate until = rule.when().until();
        if (from != null && until != null && from.isAfter(until)) {
            found(Fault.DATES_REVERSED, "when.until");
        }
        if (until != null && until.isBefore(today)) {
            found(Fault.OVER_ALREADY, "when.until");
        }
    }

    private void weekdays() {
        Set<Integer> weekdays = rule.when().weekdays();
        LocalDate from = rule.when().from();
        LocalDate until = rule.when().until();
        if (weekdays.stream().anyMatch(day -> day < 1 || day > 7)) {
            found(Fault.WEEKDAY_RANGE, "when.weekdays");
        } else if (!weekdays.isEmpty() && from != null && until != null && !hasOne(weekdays, from, until)) {
            found(Fault.NO_SUCH_DAY, "when.weekdays");
        }
    }

    private static boolean hasOne(Set<Integer> weekdays, LocalDate from, LocalDate until) {
        return Stream.iterate(from, day -> day.isBefore(until), day -> day.plusDays(1))
                        .limit(WEEK)
                        .anyMatch(day -> weekdays.contains(day.getDayOfWeek().getValue()))
                || weekdays.contains(until.getDayOfWeek().getValue());
    }

    private void evidence(String field, Collection<String> kinds, Set<String> named) {
        if (kinds.stream().anyMatch(kind -> !KIND.matcher(kind).matches())) {
            found(Fault.EVIDENCE_MALFORMED, "when." + field);
        } else if (!named.containsAll(kinds)) {
            found(Fault.EVIDENCE_UNKNOWN, "when." + field);
        }
    }

    private void effect() {
        Effect effect = rule.effect();
        boolean takesFen = effect.kind() == Effect.Kind.FIXED || effect.kind() == Effect.Kind.AMOUNT_OFF;
        given("effect.fen", effect.fen(), takesFen);
        given("effect.percent", effect.percent(), effect.kind() == Effect.Kind.PERCENT_OFF);
        if (effect.kind() == Effect.Kind.FREE) {
            given("effect.floorFen", effect.floorFen(), false);
            given("effect.capFen", effect.capFen(), false);
        }
        if (effect.kind() == Effect.Kind.FIXED
                && effect.fen() != null
                && effect.floorFen() != null
                && effect.floorFen() > effect.fen()) {
            found(Fault.FLOOR_ABOVE_PRICE, "effect.floorFen");
        }
        amount("effect.fen", effect.fen());
        amount("effect.floorFen", effect.floorFen());
        amount("effect.capFen", effect.capFen());
        Integer percent = effect.percent();
        if (percent != null && (percent < 1 || percent > 100)) {
            found(Fault.PERCENT_RANGE, "effect.percent");
        }
    }

    private void given(String field, @Nullable Number value, boolean used) {
        if (used && value == null) {
            found(Fault.VALUE_MISSING, field);
        } else if (!used && value != null) {
            found(Fault.VALUE_UNUSED, field);
        }
    }

    private void amount(String field, @Nullable Long fen) {
        if (fen != null && fen < 0) {
            found(Fault.NEGATIVE_AMOUNT, field);
        } else if (fen != null && fen > BookCheck.MOST_FEN) {
            found(Fault.AMOUNT_TOO_LARGE, field);
        }
    }

    private void quota() {
        Quota quota = rule.quota();
        if (quota != null && (quota.times() < 1 || quota.times() > MOST_TIMES)) {
            found(Fault.QUOTA_RANGE, "quota.times");
        }
    }

    private void fund(Set<String> funds, Map<ServiceId, ServicePrice> prices) {
        if (rule.hasFund() && !funds.contains(rule.fund())) {
            found(Fault.FUND_UNKNOWN, "fund");
        }
        if (!rule.hasFund() && rule.whenEmpty() != WhenEmpty.NEXT_RULE) {
            found(Fault.FALLBACK_WITHOUT_FUND, "whenEmpty");
        }
        boolean lowCostMissing =
                prices.values().stream().anyMatch(price -> rule.isFor(price.service()) && price.lowCostFen() == null);
        if (rule.whenEmpty() == WhenEmpty.LOW_COST_PRICE && lowCostMissing) {
            found(Fault.LOW_COST_MISSING, "whenEmpty");
        }
    }

    private void found(Fault fault, String field) {
        findings.add(fault.at(rule.code(), at + "." + field));
    }
}
