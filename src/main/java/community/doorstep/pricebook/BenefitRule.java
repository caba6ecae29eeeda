package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A benefit: whom it is for, what it does to the price, how often, and which fund pays.
 *
 * @param services what it is for; none named: everything that the book prices
 * @param fund the code of the fund that pays the difference; empty: nobody pays it, the station charges less
 * @param fallback the code of the rule at which the search goes on when the fund is empty; empty: the next one
 */
public record BenefitRule(
        String code,
        String nameZh,
        String nameEn,
        Set<ServiceId> services,
        Conditions when,
        Effect effect,
        Tier tier,
        @Nullable Quota quota,
        String fund,
        WhenEmpty whenEmpty,
        String fallback,
        Stacking stacking) {

    public BenefitRule {
        code = Text.orEmpty(code);
        nameZh = Text.orEmpty(nameZh);
        nameEn = Text.orEmpty(nameEn);
        services = services == null ? Set.of() : Set.copyOf(services);
        when = when == null ? Conditions.none() : when;
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(tier, "tier");
        fund = Text.orEmpty(fund);
        whenEmpty = whenEmpty == null ? WhenEmpty.NEXT_RULE : whenEmpty;
        fallback = Text.orEmpty(fallback);
        stacking = stacking == null ? Stacking.EXCLUSIVE : stacking;
    }

    /** Given alone, and when its fund is empty the next rule is looked at. */
    BenefitRule(
            String code,
            String nameZh,
            String nameEn,
            Set<ServiceId> services,
            Conditions when,
            Effect effect,
            Tier tier,
            @Nullable Quota quota,
            String fund,
            WhenEmpty whenEmpty) {
        this(code, nameZh, nameEn, services, when, effect, tier, quota, fund, whenEmpty, "", Stacking.EXCLUSIVE);
    }

    boolean isFor(ServiceId service) {
        return services.isEmpty() || services.contains(service);
    }

    public boolean hasFund() {
        return !fund.isEmpty();
    }

    public boolean stacks() {
        return stacking == Stacking.IN_ORDER;
    }

    /** Whether, its conditions met, it is always given or ends the search. */
    boolean isLastWord() {
        return quota == null && (!hasFund() || whenEmpty != WhenEmpty.NEXT_RULE);
    }
}
