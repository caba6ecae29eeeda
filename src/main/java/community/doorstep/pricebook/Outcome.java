package community.doorstep.pricebook;

/** What became of a line of a price. */
public enum Outcome {
    /** The list price, with which every price begins. */
    LIST,
    APPLIED,
    /** The rule applies and its fund is empty: the low-cost price instead. */
    LOW_COST_INSTEAD,
    /** The rule applies, its fund is empty, and it allows no other price. */
    REFUSED,
    BUDGET_EMPTY,
    QUOTA_USED,
    /** One of the two is given alone, and the other came first. */
    NOT_TOGETHER,
    /** Between a rule whose fund is empty and the rule at which the search goes on then. */
    PASSED_OVER,
    /** A rule before it has decided. */
    EARLIER_RULE,
    /** It would not make the price lower. */
    NO_GAIN,
    NOT_YET,
    OVER,
    OTHER_WEEKDAY,
    AGE_UNKNOWN,
    TOO_YOUNG,
    TOO_OLD,
    RESIDENCY_MISSING,
    EVIDENCE_MISSING,
    EVIDENCE_EXPIRED,
    HOUSEHOLD_MISSING;

    public boolean decides() {
        return this == APPLIED || this == LOW_COST_INSTEAD || this == REFUSED;
    }
}
