package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A benefit: whom it is for, what it does to the price, how often, and which fund pays.
 *
 * @param services what it is for; none named: everything that the book prices
 * @param fund the code of the fund that pays the difference; empty: nobody pays it, the station charges less
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
        WhenEmpty whenEmpty) {

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
    }

    boolean isFor(ServiceId service) {
        return services.isEmpty() || services.contains(service);
    }

    boolean isFunded() {
        return !fund.isEmpty();
    }

    /** Whether, its conditions met, no rule after it can be reached. */
    boolean isLastWord() {
        return quota == null && (!isFunded() || whenEmpty != WhenEmpty.NEXT_RULE);
    }
}
