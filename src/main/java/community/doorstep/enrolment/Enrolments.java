package community.doorstep.enrolment;

import community.doorstep.booking.ManyBookings;
import community.doorstep.booking.Settled;
import community.doorstep.booking.Wanted;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.identity.Family;
import community.doorstep.pricing.AgreedPrices;
import community.doorstep.pricing.BatchQuotes;
import community.doorstep.pricing.QuoteWish;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repeats: made in one request, each day a booking of its own; paused, resumed, ended; continued by themselves when
 * slots of later days are made.
 */
@Component
class Enrolments {

    private static final int MOST = BatchQuotes.MOST;
    private static final List<Enrolment.State> OPEN = List.of(Enrolment.State.ACTIVE, Enrolment.State.PAUSED);

    private final EnrolmentRows rows;
    private final ManyBookings bookings;
    private final BatchQuotes quotes;
    private final AgreedPrices agreed;
    private final Catalog catalog;
    private final Family family;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Enrolments(
            EnrolmentRows rows,
            ManyBookings bookings,
            BatchQuotes quotes,
            AgreedPrices agreed,
            Catalog catalog,
            Family family,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.rows = rows;
        this.bookings = bookings;
        this.quotes = quotes;
        this.agreed = agreed;
        this.catalog = catalog;
        this.family = family;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** The days that the pattern has now, with their prices; writes nothing. */
    Mono<List<BatchQuotes.SlotQuote>> preview(Caller caller, EnrolmentController.Preview wanted) {
        return slots(wanted.serviceId(), wanted.pattern())
                .map(slots -> slots.stream()
                        .map(slot -> new QuoteWish(wanted.serviceId(), slot.id(), wanted.beneficiaryId()))
                        .toList())
                .flatMap(wishes -> quotes.of(caller, wishes));
    }

    /** Those that have not begun. Refuses {@code repeat-too-long} (422) when they are more than can go together. */
    private Mono<List<Slot>> slots(ServiceId service, SlotPattern pattern) {
        return catalog.slots(service, pattern, MOST + 1)
                .map(slots -> slots.stream()
                        .filter(slot -> slot.startsAt().isAfter(clock.instant()))
                        .toList())
                .filter(slots -> slots.size() <= MOST)
                .switchIfEmpty(Mono.error(
                        () -> Refusal.unprocessable("repeat-too-long").with("mostDays", MOST)));
    }

    /**
     * Books the days that were quoted. Refuses {@code key-reused}, {@code slot-outside-pattern} (422), {@code
     * repeat-not-possible} (409, when it is all or none).
     */
    Mono<EnrolmentView> make(Caller caller, Enrolment wanted, Map<SlotId, String> tokens) {
        return slots(wanted.service(), wanted.pattern())
                .map(slots -> quoted(slots, tokens))
                .map(slots -> booked(caller, wanted, slots, tokens))
                .map(booked -> wanted.allOrNone() ? booked.as(transaction::transactional) : booked)
                .flatMap(detached::run)
                .doOnNext(made -> outbox.nudge());
    }

    private static List<Slot> quoted(List<Slot> slots, Map<SlotId, String> tokens) {
        Set<SlotId> fitting = new HashSet<>();
        slots.forEach(slot -> fitting.add(slot.id()));
        if (!fitting.containsAll(tokens.keySet())) {
            throw Refusal.unprocessable("slot-outside-pattern");
        }
        return slots.stream().filter(slot -> tokens.containsKey(slot.id())).toList();
    }

    private Mono<EnrolmentView> booked(Caller caller, Enrolment wanted, List<Slot> slots, Map<SlotId, String> tokens) {
        return stored(wanted, tokens)
                .delayUntil(stored -> settled(stored, wanted(caller, stored, slots, tokens))
                        .flatMap(settled -> rows.note(stored.id(), days(slots, settled))))
                .flatMap(this::view);
    }

    private Mono<List<Settled>> settled(Enrolment enrolment, List<Wanted> days) {
        return enrolment.allOrNone() ? bookings.allOrNone(days) : bookings.asManyAsCan(days);
    }

    /** The one that the key stands for already, or a new one at the prices of its quotes. */
    private Mono<Enrolment> stored(Enrolment wanted, Map<SlotId, String> tokens) {
        return rows.byKey(wanted.bookedBy(), wanted.key())
                .switchIfEmpty(Mono.defer(() -> rows.add(
                        wanted.agreedAt(agreed.most(tokens.values(), wanted.service(), wanted.beneficiary())))))
                .map(stored -> theSame(stored, wanted));
    }

    private static Enrolment theSame(Enrolment stored, Enrolment wanted) {
        if (!stored.digest().equals(wanted.digest())) {
            throw Refusal.unprocessable("key-reused");
        }
        return stored;
    }

    private static List<Wanted> wanted(
            Caller caller, Enrolment enrolment, List<Slot> slots, Map<SlotId, String> tokens) {
        return slots.stream()
                .map(slot -> new Wanted(
                        caller,
                        enrolment.dayKey(slot.id()),
                        slot.id(),
                        enrolment.beneficiary(),
                        tokens.get(slot.id()),
                        null))
                .toList();
    }

    private static List<EnrolmentView.Day> days(List<Slot> slots, List<Settled> settled) {
        Map<SlotId, Slot> byId = new HashMap<>();
        slots.forEach(slot -> byId.put(slot.id(), slot));
        List<EnrolmentView.Day> days = new ArrayList<>();
        for (Settled one : settled) {
            Slot slot = byId.get(one.slot());
            if (slot != null) {
                String code = one.refusal() == null ? "" : one.refusal().code();
                days.add(new EnrolmentView.Day(slot.id(), slot.day(), one.booking(), code));
            }
        }
        return days;
    }

    private Mono<EnrolmentView> view(Enrolment enrolment) {
        return rows.days(enrolment.id()).map(days -> EnrolmentView.of(enrolment, days));
    }

    /** Refuses {@code enrolment-unknown} (404), also for another's. */
    Mono<EnrolmentView> one(Caller caller, EnrolmentId id) {
        return visible(caller, id).flatMap(this::view);
    }

    private Mono<Enrolment> visible(Caller caller, EnrolmentId id) {
        return family.actsFor(caller.person())
                .flatMap(people -> rows.visible(id, caller.person(), people))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("enrolment-unknown")));
    }

    Mono<Page<EnrolmentView>> mine(Caller caller, UUID before, int size) {
        return family.actsFor(caller.person())
                .flatMapMany(people -> rows.ofPeople(caller.person(), people, before, size + 1))
                .concatMap(this::view)
                .collectList()
                .map(views -> Page.of(views, size, view -> view.id().value()));
    }

    /** Cancels the days that have not begun, by the service's rules; repeating it completes it. */
    Mono<EnrolmentView> pause(Caller caller, EnrolmentId id) {
        return stop(caller, id, Enrolment.State.PAUSED, OPEN);
    }

    /** The same for good. */
    Mono<EnrolmentView> end(Caller caller, EnrolmentId id) {
        return stop(caller, id, Enrolment.State.ENDED, List.of(Enrolment.State.values()));
    }

    /** Refuses {@code enrolment-ended} (409). */
    private Mono<EnrolmentView> stop(Caller caller, EnrolmentId id, Enrolment.State next, List<Enrolment.State> from) {
        Mono<Enrolment> work = visible(caller, id)
                .flatMap(seen -> rows.become(id, next, from))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("enrolment-ended")))
                .delayUntil(stopped -> cancelled(caller, stopped));
        return detached.run(work).flatMap(this::view);
    }

    private Mono<Void> cancelled(Caller caller, Enrolment stopped) {
        return rows.days(stopped.id())
                .zipWith(slots(stopped.service(), stopped.pattern()))
                .flatMapIterable(found -> ahead(found.getT1(), found.getT2()))
                .concatMap(day -> cancelled(caller, stopped, day))
                .then();
    }

    /** The days that have not begun. */
    private static List<EnrolmentView.Day> ahead(List<EnrolmentView.Day> days, List<Slot> slots) {
        Set<SlotId> coming = new HashSet<>();
        slots.forEach(slot -> coming.add(slot.id()));
        return days.stream().filter(day -> coming.contains(day.slotId())).toList();
    }

    private Mono<Void> cancelled(Caller caller, Enrolment stopped, EnrolmentView.Day day) {
        UUID booking = day.bookingId();
        Mono<Void> cancelled = booking == null ? Mono.empty() : bookings.cancel(caller, booking);
        return cancelled.then(Mono.defer(() -> rows.forget(stopped.id(), day.slotId())));
    }

    /** Books its days again, as many as there can be, for no more than was agreed. Refuses {@code not-paused} (409). */
    Mono<EnrolmentView> resume(Caller caller, EnrolmentId id) {
        Mono<Enrolment> work = visible(caller, id)
                .flatMap(seen -> rows.become(id, Enrolment.State.ACTIVE, List.of(Enrolment.State.PAUSED)))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-paused")))
                .delayUntil(this::proceed);
        return detached.run(work).flatMap(this::view);
    }

    /** Books what the pattern has by now and is not decided yet, in the name of who made the repeat. */
    Mono<Void> proceed(Enrolment enrolment) {
        Caller booker = new Caller(enrolment.bookedBy(), List.of(), true);
        return rows.days(enrolment.id())
                .zipWith(slots(enrolment.service(), enrolment.pattern()), Enrolments::undecided)
                .zipWith(catalog.service(enrolment.service()))
                .flatMap(found -> bookings.asManyAsCan(later(booker, enrolment, found.getT1(), found.getT2()))
                        .flatMap(settled -> rows.note(enrolment.id(), days(found.getT1(), settled))))
                .then(Mono.defer(() -> rows.lookedAt(enrolment)))
                .flatMap(unchanged -> unchanged ? Mono.empty() : stoppedMeanwhile(booker, enrolment.id()))
                .doOnSuccess(done -> outbox.nudge());
    }

    /** What was booked while somebody paused it, is cancelled too. */
    private Mono<Void> stoppedMeanwhile(Caller booker, EnrolmentId id) {
        return rows.visible(id, booker.person(), List.of())
                .filter(now -> now.state() != Enrolment.State.ACTIVE)
                .flatMap(stopped -> cancelled(booker, stopped));
    }

    private static List<Slot> undecided(List<EnrolmentView.Day> days, List<Slot> slots) {
        Set<SlotId> decided = new HashSet<>();
        days.forEach(day -> decided.add(day.slotId()));
        return slots.stream().filter(slot -> !decided.contains(slot.id())).toList();
    }

    /** Where a seat is held for its payment nobody is there to pay: such days are booked only when they are free. */
    private static List<Wanted> later(Caller booker, Enrolment enrolment, List<Slot> slots, Service service) {
        long most = service.paymentTerms() == PaymentTerms.BEFORE ? 0 : enrolment.agreedFen();
        return slots.stream()
                .map(slot ->
                        new Wanted(booker, enrolment.dayKey(slot.id()), slot.id(), enrolment.beneficiary(), null, most))
                .toList();
    }

    /** A round through the repeats that slots were made for. */
    Mono<Long> proceedAll() {
        return rows.stale(100)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(stale -> stale.state() == Enrolment.State.ACTIVE
                        ? proceed(stale).thenReturn(stale)
                        : rows.lookedAt(stale).thenReturn(stale))
                .count();
    }
}
