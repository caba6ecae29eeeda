package community.doorstep.booking;

import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.Entry;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.EntryState;
import community.doorstep.waitlist.Line;
import community.doorstep.waitlist.Waitlist;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Places on waitlists as their people use them: joined in batches like bookings, read, given up. */
@Component
class PlacesInLine {

    private final BookingLanes lanes;
    private final Waitlist waitlist;
    private final Seats seats;
    private final Line line;
    private final Bookings bookings;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    PlacesInLine(
            BookingLanes lanes,
            Waitlist waitlist,
            Seats seats,
            Line line,
            Bookings bookings,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.lanes = lanes;
        this.waitlist = waitlist;
        this.seats = seats;
        this.line = line;
        this.bookings = bookings;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Joins, or answers a repeat with the place that it was given, as that stands now. */
    Mono<EntryView> join(Demand demand) {
        return lanes.decide(demand).flatMap(this::entry).flatMap(this::view);
    }

    private Mono<Entry> entry(Decision decision) {
        if (decision instanceof Decision.InLine inLine) {
            return Mono.just(inLine.entry());
        }
        if (decision instanceof Decision.Repeat repeat) {
            return waitlist.byId(repeat.given());
        }
        if (decision instanceof Decision.Refused refused) {
            return Mono.error(refused.reason());
        }
        return Mono.error(new IllegalStateException("A place in line was answered with a booking"));
    }

    private Mono<EntryView> view(Entry entry) {
        return waitlist.placed(List.of(entry)).map(placed -> EntryView.of(placed.get(0)));
    }

    /** Refuses {@code entry-unknown} (404), also for another's. */
    Mono<EntryView> one(Caller caller, EntryId id) {
        return visible(caller, id).flatMap(this::view);
    }

    private Mono<Entry> visible(Caller caller, EntryId id) {
        return bookings.rights(caller)
                .flatMap(rights -> waitlist.visible(id, rights.caller(), rights.people(), rights.communities()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("entry-unknown")));
    }

    Mono<Page<EntryView>> mine(Caller caller, UUID before, int size) {
        return bookings.rights(caller)
                .flatMapMany(rights -> waitlist.ofPeople(rights.caller(), rights.people(), before, size + 1))
                .collectList()
                .flatMap(waitlist::placed)
                .map(placed -> placed.stream().map(EntryView::of).toList())
                .map(views -> Page.of(views, size, view -> view.id().value()));
    }

    /**
     * Gives a place, or an offered seat, up; the seat goes on to the next. Repeating it is harmless. Refuses {@code
     * entry-unknown} (404), {@code not-waiting} (409).
     */
    Mono<EntryView> leave(Caller caller, EntryId id) {
        Mono<Entry> work = visible(caller, id)
                .flatMap(entry -> seats.lock(List.of(entry.slot())))
                .flatMap(locked -> waitlist.byId(id.value()).flatMap(entry -> left(entry, locked)));
        return detached.run(work.as(transaction::transactional))
                .doOnNext(left -> outbox.nudge())
                .flatMap(this::view);
    }

    private Mono<Entry> left(Entry entry, Map<community.doorstep.catalog.SlotId, SlotSeats> locked) {
        if (entry.state() == EntryState.LEFT) {
            return Mono.just(entry);
        }
        if (!entry.state().isOpen()) {
            return Mono.error(Refusal.conflict("not-waiting"));
        }
        SeatChange change = entry.state() == EntryState.OFFERED ? SeatChange.GIVEN_BACK : SeatChange.LEFT_LINE;
        return waitlist.leave(entry, clock.instant())
                .delayUntil(left -> line.handOn(locked.values(), Map.of(entry.slot(), change)));
    }
}
