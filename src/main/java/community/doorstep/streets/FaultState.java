package community.doorstep.streets;

/** Where a fault in the street stands. */
enum FaultState {
    REPORTED,
    UNDER_WAY,
    FIXED,
    /** By an admin: it is none, or another's to put right. */
    DISMISSED
}
