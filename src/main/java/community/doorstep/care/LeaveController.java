package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.booking.Leave;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Guardians;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What guardians say of a booked day: that the child does not come, or is on its way. */
@RestController
@RequestMapping("/api/me/care/bookings/{id}")
class LeaveController {

    record Answer(boolean coming) {}

    /** @param cancelled before the service's cut-off; after it the booking stands, and nobody asks where the child is */
    record LeaveView(boolean cancelled, long refundedFen) {}

    private final Attendees attendees;
    private final AttendanceRows rows;
    private final Guardians guardians;
    private final Leave leave;
    private final Catalog catalog;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    LeaveController(
            Attendees attendees,
            AttendanceRows rows,
            Guardians guardians,
            Leave leave,
            Catalog catalog,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.attendees = attendees;
        this.rows = rows;
        this.guardians = guardians;
        this.leave = leave;
        this.catalog = catalog;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /**
     * Until the service's cut-off a cancellation, and the fee comes back by its rule; a repeat answers the same. Refuses
     * {@code booking-unknown} (404), {@code not-cancellable}, {@code already-arrived} (409).
     */
    @PostMapping("/leave")
    Mono<LeaveView> leave(@AuthenticationPrincipal Caller caller, @PathVariable BookingId id) {
        return mine(caller, id).flatMap(child -> switch (child.state()) {
            case CANCELLED, EXPIRED -> Mono.just(new LeaveView(true, child.refundedFen()));
            case FULFILLED, NO_SHOW -> Mono.error(() -> Refusal.conflict("already-arrived"));
            case HELD, CONFIRMED -> leave(caller, child);
        });
    }

    private Mono<LeaveView> leave(Caller caller, Attendee child) {
        return leave.take(caller, child.booking())
                .delayUntil(taken -> taken.cancelled() ? Mono.empty() : away(caller, child))
                .map(taken -> new LeaveView(taken.cancelled(), taken.refundedFen()));
    }

    /** The answer to "where is it?". Refuses {@code booking-unknown} (404), {@code already-arrived} (409). */
    @PostMapping("/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> answer(
            @AuthenticationPrincipal Caller caller, @PathVariable BookingId id, @Valid @RequestBody Answer wanted) {
        return mine(caller, id).flatMap(child -> wanted.coming() ? coming(caller, child) : away(caller, child));
    }

    private Mono<Void> away(Caller caller, Attendee child) {
        return noted(rows.leave(child, caller.person(), clock.instant()));
    }

    private Mono<Void> coming(Caller caller, Attendee child) {
        return noted(rows.coming(child, caller.person(), clock.instant()));
    }

    private Mono<Void> noted(Mono<Attendance> work) {
        return detached.run(work.as(transaction::transactional))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("already-arrived")))
                .then();
    }

    private Mono<Attendee> mine(Caller caller, BookingId id) {
        return attendees
                .one(id)
                .filterWhen(
                        child -> catalog.service(child.service()).map(service -> service.kind() == ServiceKind.CARE))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .delayUntil(child -> guardians
                        .mustBeInformed(caller, child.person())
                        .onErrorMap(Refusal.class, refused -> Refusal.notFound("booking-unknown")));
    }
}
