package community.doorstep.payment;

/** How far a refund is. */
enum RefundState {
    /** To be sent to WeChat, or to be handed over in cash. */
    REQUESTED,
    /** WeChat has it in hand. */
    ACCEPTED,
    /** The payer has the money. */
    DONE,
    /** WeChat cannot give it back: a person must. */
    FAILED
}
