package community.doorstep.repair;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the worker who has the job in hand must know, and nobody else at work.
 *
 * @param answers the questions that were answered with yes
 * @param warranty the visit costs nothing
 * @param past what was wrong in the same home before
 */
record WorkOrder(
        UUID id,
        RepairCategory category,
        int priority,
        List<String> answers,
        String address,
        String building,
        String unit,
        String flat,
        boolean stairs,
        String entranceCode,
        String note,
        boolean warranty,
        List<RepairPhotos.Taken> photos,
        List<Past> past) {

    /** @param byMe whether this worker did it */
    record Past(
            UUID id,
            RepairCategory category,
            Instant heardAt,
            @Nullable Instant doneAt,
            boolean byMe) {

        static Past of(RepairCall call, PersonId worker) {
            return new Past(
                    call.id(), call.details().category(), call.heardAt(), call.doneAt(), worker.equals(call.worker()));
        }
    }

    static WorkOrder of(
            RepairCall call, List<RepairPhotos.Taken> photos, List<RepairCall> past, Caller worker, boolean inEnglish) {
        RepairDetails said = call.details();
        return new WorkOrder(
                call.id(),
                said.category(),
                said.priority(),
                said.answers().stream()
                        .map(question -> question.words(inEnglish))
                        .toList(),
                said.door(),
                said.building(),
                said.unit(),
                said.flat(),
                said.stairs(),
                said.entranceCode(),
                said.note(),
                call.root() != null,
                photos,
                past.stream().map(one -> Past.of(one, worker.person())).toList());
    }

    @Override
    public String toString() {
        return "WorkOrder[" + id + "]";
    }
}
