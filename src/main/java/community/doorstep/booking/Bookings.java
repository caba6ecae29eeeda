package community.doorstep.booking;

import community.doorstep.identity.Family;
import community.doorstep.payment.Payments;
import community.doorstep.pricing.Charge;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Bookings: made in batches ({@link BookingLanes}), read, cancelled, fulfilled. */
@Component
public class Bookings {

    private final Gate gate;
    private final BookingLanes lanes;
    private final BookingRows rows;
    private final SeatReturn seatReturn;
    private final Charges charges;
    private final Payments payments;
    private final Family family;
    private final DetailsDesk details;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Bookings(
            Gate gate,
            BookingLanes lanes,
            BookingRows rows,
            SeatReturn seatReturn,
            Charges charges,
            Payments payments,
            Family family,
            DetailsDesk details,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.gate = gate;
        this.lanes = lanes;
        this.rows = rows;
        this.seatReturn = seatReturn;
        this.charges = charges;
        this.payments = payments;
        this.family = family;
        this.details = details;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Books, or answers a repeat with what it was given the first time. */
    Mono<BookingView> book(Demand demand) {
        boolean staff = demand.staffOf() != null;
        return gate.turnsAway(demand)
                .flatMap(away -> away ? Mono.error(Refusal.conflict(Admission.SLOT_FULL)) : lanes.decide(demand))
                .flatMap(decision -> answer(decision, staff));
    }

    private Mono<BookingView> answer(Decision decision, boolean staff) {
        if (decision instanceof Decision.Made made) {
            return Mono.just(
                    staff ? BookingView.atDesk(made.booking()) : BookingView.full(made.booking(), made.charge()));
        }
        if (decision instanceof Decision.Repeat repeat) {
            return rows.byIds(List.of(repeat.given()))
                    .singleOrEmpty()
                    .flatMap(booking ->
                            staff ? Mono.just(BookingView.atDesk(booking.asMade())) : view(booking.asMade()));
        }
        return Mono.error(((Decision.Refused) decision).reason());
    }

    private Mono<BookingView> view(Booking booking) {
        return charges.of(List.of(booking.chargeKey()))
                .map(found -> BookingView.full(booking, found.get(booking.id().value())));
    }

    /** Refuses {@code booking-unknown} (404), also for another's. */
    Mono<BookingView> visible(Caller caller, BookingId id) {
        return rights(caller)
                .flatMap(rights -> rows.visible(id, rights)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                        .flatMap(booking ->
                                mine(booking, rights) ? view(booking) : Mono.just(BookingView.atDesk(booking))));
    }

    private static boolean mine(Booking booking, Rights rights) {
        return booking.bookedBy().value().equals(rights.caller())
                || List.of(rights.people()).contains(booking.beneficiary().value());
    }

    Mono<Page<BookingView>> mine(Caller caller, UUID before, int size) {
        return rights(caller)
                .flatMapMany(rights -> rows.ofPeople(rights, before, size + 1))
                .collectList()
                .flatMap(this::views)
                .map(views -> Page.of(views, size, view -> view.id().value()));
    }

    private Mono<List<BookingView>> views(List<Booking> bookings) {
        return charges.of(bookings.stream().map(Booking::chargeKey).toList())
                .map(found -> bookings.stream()
                        .map(booking -> BookingView.full(booking, charge(found, booking)))
                        .toList());
    }

    private static @org.jspecify.annotations.Nullable Charge charge(Map<UUID, Charge> found, Booking booking) {
        return found.get(booking.id().value());
    }

    Mono<Rights> rights(Caller caller) {
        return family.actsFor(caller.person()).map(people -> Rights.of(caller, people));
    }

    /**
     * Cancels, gives seat and subsidy back and asks for the refund of what was paid; a repeat answers the same. Refuses
     * {@code booking-unknown} (404), {@code not-cancellable} (409).
     */
    Mono<BookingView> cancel(Caller caller, BookingId id) {
        Mono<Booking> work = rights(caller)
                .flatMap(rights -> rows.cancel(id, rights, clock.instant())
                        .flatMap(booking -> undone(booking).thenReturn(booking))
                        .switchIfEmpty(Mono.defer(() -> alreadyCancelled(id, rights))));
        return detached.run(work.as(transaction::transactional)).flatMap(done -> {
            outbox.nudge();
            return visible(caller, id);
        });
    }

    private Mono<Void> undone(Booking booking) {
        Mono<Void> refund = booking.paidAt() == null
                ? Mono.empty()
                : payments.refundFor(booking.community(), booking.id().value(), booking.dueFen(), "预约已取消");
        return seatReturn.of(List.of(booking)).then(refund);
    }

    private Mono<Booking> alreadyCancelled(BookingId id, Rights rights) {
        return rows.visible(id, rights)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .filter(booking -> booking.state() == BookingState.CANCELLED)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-cancellable")));
    }

    /** What the service must know of the booking; an empty object when it asks for nothing. */
    public Mono<JsonNode> details(UUID booking) {
        return rows.byIds(List.of(booking))
                .singleOrEmpty()
                .map(found -> found.details() == null
                        ? tools.jackson.databind.node.JsonNodeFactory.instance.objectNode()
                        : details.open(booking, found.details()));
    }

    /** The service was given: inside the caller's transaction; a repeat changes nothing. */
    public Mono<Void> fulfilled(UUID booking) {
        return rows.fulfil(booking, clock.instant())
                .flatMap(done -> charges.commit(List.of(done.chargeKey())))
                .then();
    }
}
