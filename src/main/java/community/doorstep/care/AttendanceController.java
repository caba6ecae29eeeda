package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Duty;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A child comes through the door. */
@RestController
class AttendanceController {

    record AttendanceView(
            BookingId bookingId,
            PersonId childId,
            AttendanceState state,
            @Nullable Instant arrivedAt,
            @Nullable Instant leftAt) {

        static AttendanceView of(Attendance noted) {
            return new AttendanceView(noted.booking(), noted.child(), noted.state(), noted.arrivedAt(), noted.leftAt());
        }
    }

    private final Attendances attendances;
    private final Attendees attendees;
    private final Duty duty;
    private final Catalog catalog;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    AttendanceController(
            Attendances attendances,
            Attendees attendees,
            Duty duty,
            Catalog catalog,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.attendances = attendances;
        this.attendees = attendees;
        this.duty = duty;
        this.catalog = catalog;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /**
     * Repeating it is harmless. Refuses {@code booking-unknown} (404) also where the caller does not serve, {@code
     * not-on-duty} (403), {@code session-not-today}, {@code booking-over} (409).
     */
    @PostMapping("/api/station/care/bookings/{id}/check-in")
    Mono<AttendanceView> checkIn(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        Instant now = clock.instant();
        Mono<Attendance> work = attendees
                .one(id)
                .delayUntil(child -> duty.mustBeOn(caller, child.station())
                        .onErrorMap(Refusal.class, AttendanceController::notTheirs))
                .delayUntil(this::mustBeToday)
                .delayUntil(child -> attendances.arrived(child, now, caller.person()))
                .flatMap(child -> attendances.of(child.booking()));
        return detached.run(work.as(transaction::transactional))
                .doOnNext(done -> outbox.nudge())
                .map(AttendanceView::of);
    }

    private static Refusal notTheirs(Refusal refusal) {
        return refusal.code().equals("role-missing") ? Refusal.notFound("booking-unknown") : refusal;
    }

    private Mono<Void> mustBeToday(Attendee child) {
        return catalog.service(child.service())
                .filter(service -> service.kind() == ServiceKind.CARE)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .flatMap(service -> catalog.community(child.community()))
                .filter(community ->
                        LocalDate.ofInstant(clock.instant(), community.zone()).equals(child.day()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("session-not-today")))
                .then();
    }
}
