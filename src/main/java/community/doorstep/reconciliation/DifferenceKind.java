package community.doorstep.reconciliation;

/** How a bill and the books can differ. */
enum DifferenceKind {
    /** In the trade bill under a number that is not ours. */
    UNKNOWN_NUMBER,
    /** In the trade bill, and ours, but not in the books. */
    NOT_BOOKED,
    AMOUNT_DIFFERS,
    /** In the books, and not in the trade bill of its day. */
    NOT_IN_BILL,
    /** In the trade bill, and no money of it in the fund flow. */
    NO_FLOW,
    /** In the fund flow, and neither a trade nor the fee of one. */
    OTHER_FLOW
}
