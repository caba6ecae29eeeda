package community.doorstep.repair;

import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A repair call: a booking, or a visit under warranty.
 *
 * @param id the booking's own, and the job's
 * @param service null for none: calls from before there was a record of it
 * @param root the first call of its fault, when this is a visit under warranty
 * @param worker who did it
 */
record RepairCall(
        UUID id,
        CommunityId community,
        StationId station,
        UUID service,
        PersonId beneficiary,
        PersonId bookedBy,
        @Nullable UUID root,
        CallState state,
        RepairDetails details,
        Instant heardAt,
        Instant startsAt,
        @Nullable PersonId worker,
        @Nullable Instant doneAt) {

    /** Sparks, a stove on, somebody locked in; and water that runs. */
    private static final int DANGER = 1;

    /** Waste water comes up, somebody stands before their door, the home is dark. */
    private static final int URGENT = 3;

    static final Duration WARRANTY = Duration.ofDays(30);

    /** Until when the same fault is put right for nothing; null while it is not done. */
    @Nullable
    Instant warrantyUntil() {
        return doneAt == null ? null : doneAt.plus(WARRANTY);
    }

    boolean underWarranty(Instant now) {
        Instant until = warrantyUntil();
        return until != null && now.isBefore(until);
    }

    RepairCall with(RepairDetails said) {
        return new RepairCall(
                id,
                community,
                station,
                service,
                beneficiary,
                bookedBy,
                root,
                state,
                said,
                heardAt,
                startsAt,
                worker,
                doneAt);
    }

    NewJob job(String skill, boolean livesAlone, Instant promisedBy) {
        return new NewJob(
                new JobId(id),
                community,
                station,
                beneficiary,
                bookedBy,
                skill,
                root == null ? details.category().title() : details.category().title() + "（保修）",
                new Need(
                        details.priority() <= DANGER,
                        details.priority() <= URGENT,
                        livesAlone,
                        details.stairs(),
                        details.category().isDirty()),
                details.place(),
                new Door(details.door(), details.noteForWorker()),
                startsAt,
                promisedBy);
    }

    @Override
    public String toString() {
        return "RepairCall[" + id + "]";
    }
}
