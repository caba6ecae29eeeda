package community.doorstep.telephone;

/** What became of a message that was handed over. */
public enum PhoneAnswer {
    TAKEN,
    /** For good: no such number, or the text is not allowed. */
    REFUSED,
    /** It was perhaps not taken; the same again is harmless. */
    AGAIN,
    /** This deployment has no line. */
    NO_LINE
}
