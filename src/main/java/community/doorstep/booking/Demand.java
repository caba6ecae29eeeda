package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.pricing.ChargeRequest;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request for a seat on its way through a batch.
 *
 * @param booking the id that the booking will have
 * @param staffOf when staff book for somebody: the communities in which they may; null when residents book
 * @param quote the price that was agreed; null only for staff, who read it out
 */
record Demand(
        BookingId booking,
        Caller caller,
        String key,
        String digest,
        SlotId slot,
        PersonId beneficiary,
        @Nullable List<UUID> staffOf,
        @Nullable String quote,
        JsonNode details) {

    record Key(UUID caller, String key) {}

    Key idempotencyKey() {
        return new Key(caller.person().value(), key);
    }

    boolean forOneself() {
        return caller.person().equals(beneficiary);
    }

    ChargeRequest charge(SlotSeats seats) {
        return new ChargeRequest(booking.value(), seats.community(), seats.service(), beneficiary, seats.day(), quote);
    }
}
