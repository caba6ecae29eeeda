package community.doorstep.booking;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether people came, whoever serves them: in the caller's transaction, and written down with who says so. */
@Component
public class Attendance {

    /** How long an absence can be put right. */
    static final Duration CORRECTED_WITHIN = Duration.ofDays(7);

    /** @param toPayFen what is still due; never why it is not more */
    public record Came(UUID booking, boolean counts, long toPayFen) {}

    private final Bookings bookings;
    private final BookingRows rows;
    private final AbsenceRows absences;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Attendance(Bookings bookings, BookingRows rows, AbsenceRows absences, Outbox outbox, Audit audit, Clock clock) {
        this.bookings = bookings;
        this.rows = rows;
        this.absences = absences;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody came; for a week it also puts right who was marked as absent. It does not count when the booking is off. */
    public Mono<Came> came(PersonId staff, UUID booking) {
        return rows.byIds(List.of(booking)).singleOrEmpty().flatMap(found -> came(staff, found));
    }

    Mono<Came> came(PersonId staff, Booking booking) {
        Came came = new Came(booking.id().value(), true, booking.owes() ? booking.dueFen() : 0);
        return switch (booking.state()) {
            case CONFIRMED, FULFILLED ->
                bookings.fulfil(came.booking(), staff)
                        .map(done -> came)
                        .switchIfEmpty(Mono.defer(() -> afterwards(came)));
            case NO_SHOW ->
                afterAll(staff, booking).map(put -> came).defaultIfEmpty(new Came(came.booking(), false, 0));
            case HELD, CANCELLED, EXPIRED -> Mono.just(new Came(came.booking(), false, 0));
        };
    }

    /** Somebody may have called it off since it was read. */
    private Mono<Came> afterwards(Came came) {
        return rows.byIds(List.of(came.booking()))
                .single()
                .map(now -> now.state() == BookingState.FULFILLED ? came : new Came(came.booking(), false, 0));
    }

    private Mono<Booking> afterAll(PersonId staff, Booking booking) {
        return absences.cameAfterAll(booking, clock.instant().minus(CORRECTED_WITHIN))
                .delayUntil(put -> outbox.add(put.fulfilled()))
                .delayUntil(put -> audit.note(
                        staff, put.community(), "no-show-corrected", put.id().value(), ""));
    }
}
