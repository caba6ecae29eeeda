package community.doorstep.booking;

/** Where a booking stands. */
public enum BookingState {
    /** A seat is taken and waits for the payment. */
    HELD,
    CONFIRMED,
    FULFILLED,
    CANCELLED,
    /** The hold ran out unpaid. */
    EXPIRED,
    /** Nobody came. */
    NO_SHOW;

    boolean canBecome(BookingState next) {
        return switch (this) {
            case HELD -> next == CONFIRMED || next == CANCELLED || next == EXPIRED;
            case CONFIRMED -> next == FULFILLED || next == CANCELLED || next == NO_SHOW;
            // Staff put right who was there after all.
            case NO_SHOW -> next == FULFILLED;
            case FULFILLED, CANCELLED, EXPIRED -> false;
        };
    }

    /** Whether it occupies a seat. */
    boolean isActive() {
        return this == HELD || this == CONFIRMED;
    }
}
