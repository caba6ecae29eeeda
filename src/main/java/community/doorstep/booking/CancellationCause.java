package community.doorstep.booking;

/** Why a booking is off. */
public enum CancellationCause {
    /** Its people did not want it any more. */
    BY_PERSON,
    /** Staff took it back, one booking alone. */
    STAFF,
    /** Its slot does not take place. */
    CLOSURE,
    /** It was not paid in time. */
    EXPIRED
}
