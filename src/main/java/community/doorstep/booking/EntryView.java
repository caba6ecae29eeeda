package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.Entry;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.EntryState;
import community.doorstep.waitlist.Waitlist;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place on a waitlist as its people see it.
 *
 * @param number given when joining, and anew by a draw; lower comes first
 * @param position 1 for the next in line; null when it does not wait
 * @param offerUntil until when a seat is kept: book it with {@code offerId} before that; null when none is
 */
record EntryView(
        EntryId id,
        CommunityId communityId,
        SlotId slotId,
        ServiceId serviceId,
        PersonId beneficiaryId,
        PersonId askedBy,
        EntryState state,
        int number,
        @Nullable Integer position,
        Instant askedAt,
        @Nullable Instant offerUntil) {

    static EntryView of(Waitlist.Placed placed) {
        Entry entry = placed.entry();
        return new EntryView(
                entry.id(),
                entry.community(),
                entry.slot(),
                entry.service(),
                entry.beneficiary(),
                entry.askedBy(),
                entry.state(),
                entry.number(),
                entry.state() == EntryState.WAITING ? placed.before() + 1 : null,
                entry.askedAt(),
                entry.state() == EntryState.OFFERED ? entry.offerUntil() : null);
    }
}
