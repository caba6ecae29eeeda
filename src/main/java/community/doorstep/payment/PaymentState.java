package community.doorstep.payment;

import java.util.Arrays;

/** How far a payment is. Money that arrives is taken in every state: it is there, whatever we had decided. */
enum PaymentState {
    /** Our number is stored; WeChat may have heard of it or not. */
    CREATED,
    /** WeChat has the order and it can be paid. */
    PREPAID,
    /** Nobody shall pay it any more; WeChat has yet to be told. */
    CLOSING,
    /** Nobody can pay it any more. */
    CLOSED,
    PAID;

    boolean canBecome(PaymentState next) {
        return switch (this) {
            case CREATED, PREPAID -> next == PREPAID || next == CLOSING || next == CLOSED || next == PAID;
            case CLOSING -> next == CLOSED || next == PAID;
            case CLOSED -> next == PAID;
            case PAID -> false;
        };
    }

    /** The names of the states from which this one is reached, for a conditional statement. */
    String[] reachedFrom() {
        return Arrays.stream(values())
                .filter(before -> before.canBecome(this))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    boolean isOpen() {
        return this == CREATED || this == PREPAID;
    }
}
