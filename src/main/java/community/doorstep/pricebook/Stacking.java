package community.doorstep.pricebook;

/** Whether a benefit goes together with others. */
public enum Stacking {
    /** It is given alone: never after another, and none after it. */
    EXCLUSIVE,
    /** It lowers what those before it have left, and those after it lower what it leaves. */
    IN_ORDER
}
