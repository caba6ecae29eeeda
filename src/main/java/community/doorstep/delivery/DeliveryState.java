package community.doorstep.delivery;

/** WAITING → SENDING → one of the others, or WAITING again when it was certainly not sent. */
enum DeliveryState {
    WAITING,
    SENDING,
    SENT,
    /** Perhaps sent: never sent again by this way. */
    UNSURE,
    /** The person has accepted none, or takes none any more. */
    NOT_ACCEPTED,
    FAILED,
    /** It was worth nothing any more. */
    LATE
}
