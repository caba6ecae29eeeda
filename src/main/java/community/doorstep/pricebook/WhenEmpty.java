package community.doorstep.pricebook;

/** What happens when a rule would apply and its fund has no budget left for it. */
public enum WhenEmpty {
    /** The next rule is looked at. */
    NEXT_RULE,
    /** The service's low-cost price, without a fund. */
    LOW_COST_PRICE,
    /** No booking: {@code budget-exhausted}. */
    REFUSE
}
