package community.doorstep.catalog;

/** When a booking that costs something is paid. */
public enum PaymentTerms {
    /** Before: the seat is held meanwhile. */
    BEFORE,
    /** At the counter or the door, in cash or by a code. */
    AT_DOOR,
    /** After the work. */
    AFTER
}
