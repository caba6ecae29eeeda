package community.doorstep.enrolment;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;

/**
 * A repeat as it stands.
 *
 * @param agreedFen the most that a day cost when it was agreed: days that come later are booked for no more
 */
record Enrolment(
        EnrolmentId id,
        CommunityId community,
        ServiceId service,
        PersonId beneficiary,
        PersonId bookedBy,
        String key,
        String digest,
        SlotPattern pattern,
        boolean allOrNone,
        State state,
        long agreedFen,
        Instant madeAt,
        long version) {

    enum State {
        ACTIVE,
        /** Its bookings are cancelled, and none are made, until it is resumed. */
        PAUSED,
        ENDED
    }

    Enrolment agreedAt(long fen) {
        return new Enrolment(
                id,
                community,
                service,
                beneficiary,
                bookedBy,
                key,
                digest,
                pattern,
                allOrNone,
                state,
                fen,
                madeAt,
                version);
    }

    /** The key of a day's booking: another one each time that the repeat is resumed. */
    String dayKey(SlotId slot) {
        return "enrolment/" + id + "/" + version + "/" + slot;
    }
}
