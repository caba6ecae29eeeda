package community.doorstep.enrolment;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A repeat as its people see it.
 *
 * @param booked how many of its days have a booking
 */
record EnrolmentView(
        EnrolmentId id,
        ServiceId serviceId,
        PersonId beneficiaryId,
        PersonId bookedBy,
        SlotPattern pattern,
        boolean allOrNone,
        Enrolment.State state,
        Instant madeAt,
        long booked,
        List<Day> days) {

    /**
     * @param bookingId null when the day could not be booked
     * @param code why not; empty when it is booked
     */
    record Day(SlotId slotId, LocalDate day, @Nullable UUID bookingId, String code) {}

    static EnrolmentView of(Enrolment enrolment, List<Day> days) {
        return new EnrolmentView(
                enrolment.id(),
                enrolment.service(),
                enrolment.beneficiary(),
                enrolment.bookedBy(),
                enrolment.pattern(),
                enrolment.allOrNone(),
                enrolment.state(),
                enrolment.madeAt(),
                days.stream().filter(day -> day.bookingId() != null).count(),
                days);
    }
}
