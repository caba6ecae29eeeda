package community.doorstep.pricebook;

/** What kind of price somebody pays. */
public enum Tier {
    /** 市场价: the list price, or near it. */
    PAID,
    /** 低偿. */
    LOW_COST,
    /** 公益: mostly free. */
    PUBLIC_BENEFIT
}
