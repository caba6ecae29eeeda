package community.doorstep.care;

/** Where a child stands that is booked for the day. */
public enum AttendanceState {
    /** Nothing to note yet. */
    EXPECTED,
    /** Its guardians were asked where it is. */
    MISSING,
    /** They said that it does not come. */
    LEAVE,
    ARRIVED,
    LEFT,
    /** The session is over, and it never came. */
    ABSENT
}
