package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.pricing.Charges;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Outbox;
import community.doorstep.waitlist.Waitlist;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One transaction that serves many demands: keys, seats, subsidies, bookings and events, or nothing. Rows are locked
 * table by table in one order; the decisions, in arrival order, are plain Java ({@link BookingDesk}); then each table
 * gets one statement, all of them sent together.
 */
@Component
class BookingBatch {

    private final BookingKeys keys;
    private final DeskPreparation preparation;
    private final Seats seats;
    private final BookingRows bookings;
    private final Waitlist waitlist;
    private final Charges charges;
    private final Gate gate;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    BookingBatch(
            BookingKeys keys,
            DeskPreparation preparation,
            Seats seats,
            BookingRows bookings,
            Waitlist waitlist,
            Charges charges,
            Gate gate,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.keys = keys;
        this.preparation = preparation;
        this.seats = seats;
        this.bookings = bookings;
        this.waitlist = waitlist;
        this.charges = charges;
        this.gate = gate;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The decision for each demand, in their order; keys are unique within a batch. */
    Mono<List<Decision>> run(List<Demand> demands) {
        Instant now = clock.instant();
        return begun(demands, now)
                .flatMap(begun -> begun.fresh().size() == demands.size()
                        ? decide(demands, begun, now)
                        : withRepeats(demands, begun, now))
                .as(transaction::transactional)
                .doOnNext(decided -> outbox.nudge());
    }

    /** The same in the caller's transaction, however many they are. */
    Mono<List<Decision>> decideAll(List<Demand> demands) {
        Instant now = clock.instant();
        return begun(demands, now).flatMap(begun -> withRepeats(demands, begun, now));
    }

    /** The keys that are new, and the seats of all, locked. */
    private record Begun(Set<Demand.Key> fresh, Map<SlotId, SlotSeats> seats) {}

    /** Sent together, done one after the other. */
    private Mono<Begun> begun(List<Demand> demands, Instant now) {
        return Mono.zipDelayError(keys.take(demands, now), preparation.seats(demands))
                .map(both -> new Begun(both.getT1(), both.getT2()));
    }

    private Mono<List<Decision>> withRepeats(List<Demand> demands, Begun begun, Instant now) {
        List<Demand> open = new ArrayList<>();
        List<Demand> known = new ArrayList<>();
        demands.forEach(demand -> (begun.fresh().contains(demand.idempotencyKey()) ? open : known).add(demand));
        return keys.given(known)
                .flatMap(given -> (open.isEmpty() ? Mono.just(List.<Decision>of()) : decide(open, begun, now))
                        .map(decisions -> merged(demands, open, decisions, given)));
    }

    private static List<Decision> merged(
            List<Demand> demands,
            List<Demand> open,
            List<Decision> decisions,
            Map<Demand.Key, BookingKeys.Given> given) {
        Map<Demand, Decision> byDemand = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            byDemand.put(open.get(i), decisions.get(i));
        }
        return demands.stream()
                .map(demand -> byDemand.computeIfAbsent(demand, repeat -> BookingDesk.repeat(repeat, given)))
                .collect(Collectors.toList());
    }

    private Mono<List<Decision>> decide(List<Demand> demands, Begun begun, Instant now) {
        return preparation.desk(demands, begun.seats(), now).flatMap(desk -> write(demands, desk, now));
    }

    private Mono<List<Decision>> write(List<Demand> demands, BookingDesk desk, Instant now) {
        Outcome outcome = Outcome.of(demands, desk);
        Mono<Void> full = gate.afterCommit(outcome.full(desk));
        if (outcome.isEmpty()) {
            return keys.drop(outcome.refused()).then(full).thenReturn(outcome.decisions());
        }
        List<Booking> made = outcome.made().stream().map(Decision.Made::booking).toList();
        return Mono.whenDelayError(
                        keys.drop(outcome.refused()),
                        seats.change(desk.changes()),
                        bookings.insert(made),
                        waitlist.join(outcome.entries()),
                        waitlist.taken(desk.offersTaken(), now),
                        charges.write(desk.charges()),
                        outbox.addAll(confirmed(made)),
                        waived(outcome))
                .then(Mono.defer(() -> gate.admitted(outcome.winners(), desk.seats())))
                .then(full)
                .thenReturn(outcome.decisions());
    }

    private static List<BookingConfirmed> confirmed(List<Booking> made) {
        return made.stream()
                .filter(booking -> booking.state() == BookingState.CONFIRMED)
                .map(Booking::confirmed)
                .toList();
    }

    /** Which rules staff set aside, for whose booking and why. */
    private Mono<Void> waived(Outcome outcome) {
        return Flux.fromIterable(outcome.winners())
                .zipWithIterable(outcome.made())
                .filter(pair -> !pair.getT2().waived().isEmpty())
                .concatMap(pair -> waived(pair.getT1(), pair.getT2()))
                .then();
    }

    private Mono<Void> waived(Demand demand, Decision.Made made) {
        String details = made.waived() + " " + demand.waiver().reason();
        return audit.note(
                demand.caller().person(),
                made.booking().community(),
                "rules-set-aside",
                made.booking().id().value(),
                details);
    }
}
