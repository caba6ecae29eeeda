package community.doorstep.repair;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A repair call as its people see it.
 *
 * @param id the booking's own, unless it is a visit under warranty
 * @param priority 0 (danger) to 9
 * @param warrantyOf the first call of the fault, when this is a visit under warranty
 * @param underWarranty whether the same fault would be put right for nothing now
 */
record RepairView(
        UUID id,
        CommunityId communityId,
        PersonId beneficiaryId,
        RepairCategory category,
        CallState state,
        int priority,
        String address,
        String note,
        Instant heardAt,
        Instant startsAt,
        @Nullable Instant doneAt,
        @Nullable Instant warrantyUntil,
        boolean underWarranty,
        @Nullable UUID warrantyOf,
        List<RepairPhotos.Taken> photos) {

    static RepairView of(RepairCall call, List<RepairPhotos.Taken> photos, Instant now) {
        return new RepairView(
                call.id(),
                call.community(),
                call.beneficiary(),
                call.details().category(),
                call.state(),
                call.details().priority(),
                call.details().door(),
                call.details().note(),
                call.heardAt(),
                call.startsAt(),
                call.doneAt(),
                call.warrantyUntil(),
                call.underWarranty(now),
                call.root(),
                photos);
    }

    @Override
    public String toString() {
        return "RepairView[" + id + "]";
    }
}
