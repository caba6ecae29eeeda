package community.doorstep.booking;

import community.doorstep.catalog.Service;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether a demand may have a seat: rules without I/O, each refusal with its code. */
final class Admission {

    private Admission() {}

    /** Refuses {@code slot-closed}, {@code cut-off-passed} (409). */
    static void open(SlotSeats seats, Instant now) {
        if (seats.closed()) {
            throw Refusal.conflict("slot-closed");
        }
        if (!now.isBefore(seats.cutOffAt())) {
            throw Refusal.conflict("cut-off-passed").with("cutOffAt", seats.cutOffAt());
        }
    }

    /** Refuses {@code person-unknown} (404): residents book for their own, staff in their community. */
    static void entitled(Demand demand, SlotSeats seats, boolean guardian) {
        boolean allowed = demand.staffOf() == null
                ? demand.forOneself() || guardian
                : demand.staffOf().contains(seats.community().value());
        if (!allowed) {
            throw Refusal.notFound(demand.staffOf() == null ? "person-unknown" : "slot-unknown");
        }
    }

    /** Refuses {@code age-not-admitted} (422): a child's service wants a child. */
    static void age(Service service, @Nullable LocalDate birthDate, LocalDate day) {
        if (!service.admits(birthDate, day)) {
            throw Refusal.unprocessable("age-not-admitted");
        }
    }

    /** Refuses {@code slot-full} (409). */
    static void seat(int left) {
        if (left <= 0) {
            throw Refusal.conflict("slot-full");
        }
    }

    /** Refuses {@code key-reused} (422): the same key came with another request. */
    static void sameRequest(String given, String now) {
        if (!given.equals(now)) {
            throw Refusal.unprocessable("key-reused");
        }
    }
}
