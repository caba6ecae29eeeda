package community.doorstep.waitlist;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in line for a seat.
 *
 * @param askedBy who really asked: a parent, the operator
 * @param number the place in line: lower comes first; gaps are left by those who went
 * @param offerUntil until when a seat is kept; null when none was offered
 */
public record Entry(
        EntryId id,
        CommunityId community,
        SlotId slot,
        ServiceId service,
        PersonId beneficiary,
        PersonId askedBy,
        int number,
        EntryState state,
        Instant askedAt,
        @Nullable Instant offerUntil,
        long version) {

    /** Whether a seat is kept for it at that moment. */
    public boolean isOffered(Instant now) {
        return state == EntryState.OFFERED && offerUntil != null && now.isBefore(offerUntil);
    }

    public Entry offeredUntil(Instant until) {
        return new Entry(id, community, slot, service, beneficiary, askedBy, number, state, askedAt, until, version);
    }

    public SeatOffered seatOffered() {
        return new SeatOffered(
                community,
                id.value(),
                version,
                slot,
                service,
                beneficiary,
                askedBy,
                offerUntil == null ? askedAt : offerUntil);
    }

    public OfferLapsed offerLapsed() {
        return new OfferLapsed(community, id.value(), version, slot, service, beneficiary, askedBy);
    }
}
