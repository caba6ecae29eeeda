package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.pricing.ChargeRequest;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.EntryId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One request on its way through a batch: for a seat, or for a place in line.
 *
 * @param id what comes of it will have: the booking's id, or the entry's on the waitlist
 * @param staffOf when staff ask for somebody: the communities in which they may; null when residents ask
 * @param offer the entry whose offer is to be taken; null: any seat
 * @param waiver the rules that staff set aside
 */
record Demand(
        UUID id,
        Caller caller,
        String key,
        String digest,
        Want want,
        SlotId slot,
        PersonId beneficiary,
        @Nullable List<UUID> staffOf,
        Agreed agreed,
        JsonNode details,
        @Nullable EntryId offer,
        Waiver waiver) {

    enum Want {
        SEAT,
        PLACE_IN_LINE
    }

    record Key(UUID caller, String key) {}

    /**
     * The price that was agreed.
     *
     * @param quote the token; null: what the price is now, at most {@code atMostFen} when that is given
     */
    record Agreed(@Nullable String quote, @Nullable Long atMostFen) {

        /** Staff read the price out. */
        static final Agreed READ_OUT = new Agreed(null, null);
    }

    /**
     * What staff set aside, with the reason that is written down.
     *
     * @param reason empty when nothing is set aside
     */
    record Waiver(Set<Rule> rules, String reason) {

        static final Waiver NONE = new Waiver(Set.of(), "");
    }

    /** A rule that staff may set aside for somebody; never the number of seats. */
    enum Rule {
        OPENING,
        CUT_OFF,
        AGE,
        LIMIT,
        TWO_PLACES,
        NO_SHOWS
    }

    /** A place in line for the slot. */
    static Demand placeInLine(
            Caller caller, String key, String digest, SlotId slot, PersonId beneficiary, @Nullable List<UUID> staffOf) {
        return new Demand(
                EntryId.next().value(),
                caller,
                key,
                digest,
                Want.PLACE_IN_LINE,
                slot,
                beneficiary,
                staffOf,
                Agreed.READ_OUT,
                MissingNode.getInstance(),
                null,
                Waiver.NONE);
    }

    Key idempotencyKey() {
        return new Key(caller.person().value(), key);
    }

    boolean forOneself() {
        return caller.person().equals(beneficiary);
    }

    /** Refuses {@code person-unknown} (404): residents book for their own, staff in their community. */
    void mustBeEntitled(SlotSeats seats, boolean guardian) {
        boolean allowed = staffOf == null
                ? forOneself() || guardian
                : staffOf.contains(seats.community().value());
        if (!allowed) {
            throw Refusal.notFound(staffOf == null ? "person-unknown" : "slot-unknown");
        }
    }

    ChargeRequest charge(SlotSeats seats) {
        return new ChargeRequest(
                id, seats.community(), seats.service(), beneficiary, seats.day(), agreed.quote(), agreed.atMostFen());
    }
}
