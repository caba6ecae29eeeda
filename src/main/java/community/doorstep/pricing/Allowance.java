package community.doorstep.pricing;

import community.doorstep.pricebook.BenefitRule;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is left, at this moment, of one person's quotas and of the funds' budgets for one service and day. */
interface Allowance {

    /** How often the person has had the rule's benefit in the period that begins then. */
    int used(BenefitRule rule, LocalDate periodStart);

    /** The budget of the fund that can pay the amount; null when none can. */
    @Nullable
    UUID paying(String fund, long fen);
}
