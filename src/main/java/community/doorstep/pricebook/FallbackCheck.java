package community.doorstep.pricebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds rules that fall back on what is not there, not for their services, or would lead back to themselves. */
final class FallbackCheck {

    private final BookContent content;
    private final List<BenefitRule> rules;

    FallbackCheck(BookContent content) {
        this.content = content;
        this.rules = content.rules();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Fault fault = rules.get(i).fallback().isEmpty() ? null : fault(i);
            if (fault != null) {
                findings.add(fault.at(rules.get(i).code(), "rules[" + i + "].fallback"));
            }
        }
        return findings;
    }

    private @Nullable Fault fault(int index) {
        BenefitRule rule = rules.get(index);
        if (!rule.hasFund() || rule.whenEmpty() != WhenEmpty.NEXT_RULE) {
            return Fault.FALLBACK_UNUSED;
        }
        int target = position(rule.fallback());
        if (target < 0) {
            return Fault.FALLBACK_UNKNOWN;
        }
        if (target <= index) {
            return Fault.FALLBACK_CYCLE;
        }
        BenefitRule next = rules.get(target);
        boolean everywhere = content.prices().stream()
                .filter(price -> rule.isFor(price.service()))
                .allMatch(price -> next.isFor(price.service()));
        return everywhere ? null : Fault.FALLBACK_ELSEWHERE;
    }

    private int position(String code) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).code().equals(code)) {
                return i;
            }
        }
        return -1;
    }
}
