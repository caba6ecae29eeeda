package community.doorstep.booking;

import community.doorstep.catalog.Catalog;
import community.doorstep.payment.Payments;
import community.doorstep.seats.Seats;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes a booking back: tells first what is given back, then does that or, when it would be less, nothing. */
@Component
class Cancellations {

    /**
     * How it is to be cancelled.
     *
     * @param refundFen what the person was told; null when they were not
     * @param fullRefund staff's: it is the community's fault
     */
    record Wish(@Nullable Long refundFen, boolean fullRefund, String reason) {

        static final Wish PLAIN = new Wish(null, false, "");
    }

    private record Command(Caller caller, BookingId id, Rights rights, Wish wish) {}

    private final Bookings bookings;
    private final BookingRows rows;
    private final AftermathRows aftermath;
    private final Seats seats;
    private final SeatReturn seatReturn;
    private final Payments payments;
    private final Catalog catalog;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Cancellations(
            Bookings bookings,
            BookingRows rows,
            AftermathRows aftermath,
            Seats seats,
            SeatReturn seatReturn,
            Payments payments,
            Catalog catalog,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.bookings = bookings;
        this.rows = rows;
        this.aftermath = aftermath;
        this.seats = seats;
        this.seatReturn = seatReturn;
        this.payments = payments;
        this.catalog = catalog;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Refuses {@code booking-unknown} (404), {@code not-cancellable} (409). */
    Mono<CancellationTerms> terms(Caller caller, BookingId id) {
        return bookings.rights(caller)
                .flatMap(rights -> rows.visible(id, rights))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .flatMap(this::terms);
    }

    private Mono<CancellationTerms> terms(Booking booking) {
        if (!booking.state().isActive() || !booking.endsAt().isAfter(clock.instant())) {
            throw Refusal.conflict("not-cancellable");
        }
        return catalog.service(booking.service())
                .map(service -> CancellationTerms.of(booking, service.rules().cancellation(), clock.instant()));
    }

    /**
     * Cancels, gives seat and subsidy back and asks for the refund; a repeat answers the same. Refuses {@code
     * booking-unknown} (404), {@code not-cancellable} (409), {@code refund-changed} (409, with the new {@code
     * cancellation}) and {@code full-refund-reason} (422).
     */
    Mono<BookingView> cancel(Caller caller, BookingId id, Wish wish) {
        Mono<Void> work = rights(caller, wish).flatMap(rights -> cancel(new Command(caller, id, rights, wish)));
        return detached.run(work.as(transaction::transactional))
                .doOnSuccess(done -> outbox.nudge())
                .then(Mono.defer(() -> bookings.visible(caller, id)));
    }

    /** The community's fault is for those to say who answer for it. */
    private Mono<Rights> rights(Caller caller, Wish wish) {
        if (wish.fullRefund() == wish.reason().isBlank()) {
            throw Refusal.unprocessable("full-refund-reason");
        }
        return wish.fullRefund()
                ? Mono.just(Rights.staff(caller.communitiesAs(Role.COMMUNITY_ADMIN, Role.STATION_LEAD)))
                : bookings.rights(caller);
    }

    /** Seats first, then the booking: so does whoever moves or closes the slot. */
    private Mono<Void> cancel(Command command) {
        return rows.visible(command.id(), command.rights())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .delayUntil(seen -> seats.lock(List.of(seen.slot())))
                .flatMap(aftermath::locked)
                .filter(booking -> booking.state() != BookingState.CANCELLED)
                .flatMap(booking -> terms(booking).flatMap(terms -> cancel(booking, terms, command)));
    }

    private Mono<Void> cancel(Booking booking, CancellationTerms terms, Command command) {
        Wish wish = command.wish();
        if (wish.refundFen() != null && !wish.fullRefund() && terms.refundFen() < wish.refundFen()) {
            throw Refusal.conflict("refund-changed").with("cancellation", terms);
        }
        boolean own = command.rights().mine(booking);
        return aftermath
                .cancel(
                        booking,
                        own ? CancellationCause.BY_PERSON : CancellationCause.STAFF,
                        wish.reason(),
                        wish.fullRefund() ? booking.paidFen() : terms.refundFen(),
                        clock.instant())
                .flatMap(this::undone)
                .then(own ? Mono.empty() : Mono.defer(() -> noted(booking, command)));
    }

    private Mono<Void> undone(Booking cancelled) {
        long refund = cancelled.aftermath().refundedFen();
        Mono<Void> back = refund == 0
                ? Mono.empty()
                : payments.refundFor(cancelled.community(), cancelled.id().value(), refund, "预约已取消");
        return seatReturn.of(List.of(cancelled)).then(back);
    }

    private Mono<Void> noted(Booking booking, Command command) {
        String what = command.wish().fullRefund() ? "full-refund" : "";
        return audit.note(
                command.caller().person(),
                booking.community(),
                "booking-cancelled",
                booking.id().value(),
                what);
    }
}
