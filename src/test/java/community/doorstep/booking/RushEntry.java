package community.doorstep.booking;

import org.jspecify.annotations.Nullable;

/**
 * One request of the crowd and what came of it, as the crowd knows it.
 *
 * @param status 0 when the connection ended before the answer
 * @param booking the id that a 201 named
 * @param text the whole answer when it was neither a booking nor a refusal of the slot
 */
record RushEntry(
        int person,
        String key,
        int status,
        String code,
        @Nullable String booking,
        @Nullable String text) {

    boolean booked() {
        return status == 201;
    }

    boolean refused() {
        return status == 409 && code.equals("slot-full");
    }

    boolean unanswered() {
        return status == 0;
    }
}
