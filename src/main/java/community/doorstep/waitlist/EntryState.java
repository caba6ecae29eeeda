package community.doorstep.waitlist;

/** Where an entry on a waitlist stands. */
public enum EntryState {
    WAITING,
    /** A seat is kept for it until the offer ends. */
    OFFERED,
    TAKEN,
    /** The offer ended, or the slot did. */
    LAPSED,
    /** Given up by its people. */
    LEFT;

    public boolean isOpen() {
        return this == WAITING || this == OFFERED;
    }
}
