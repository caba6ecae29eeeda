package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.Outbox;
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
import reactor.core.publisher.Mono;

/**
 * One transaction that serves many demands: keys, seats, subsidies, bookings and events, or nothing. Rows are locked
 * table by table in one order; the decisions, in arrival order, are plain Java ({@link BookingDesk}); then each table
 * gets one statement.
 */
@Component
class BookingBatch {

    private final BookingKeys keys;
    private final DeskPreparation preparation;
    private final Seats seats;
    private final BookingRows bookings;
    private final Charges charges;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    BookingBatch(
            BookingKeys keys,
            DeskPreparation preparation,
            Seats seats,
            BookingRows bookings,
            Charges charges,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.keys = keys;
        this.preparation = preparation;
        this.seats = seats;
        this.bookings = bookings;
        this.charges = charges;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The decision for each demand, in their order; keys are unique within a batch. */
    Mono<List<Decision>> run(List<Demand> demands) {
        Instant now = clock.instant();
        return keys.take(demands, now)
                .flatMap(fresh ->
                        fresh.size() == demands.size() ? decide(demands, now) : withRepeats(demands, fresh, now))
                .as(transaction::transactional)
                .doOnNext(decided -> outbox.nudge());
    }

    private Mono<List<Decision>> withRepeats(List<Demand> demands, Set<Demand.Key> fresh, Instant now) {
        List<Demand> open = new ArrayList<>();
        List<Demand> known = new ArrayList<>();
        demands.forEach(demand -> (fresh.contains(demand.idempotencyKey()) ? open : known).add(demand));
        return keys.given(known)
                .flatMap(given -> (open.isEmpty() ? Mono.just(List.<Decision>of()) : decide(open, now))
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

    private Mono<List<Decision>> decide(List<Demand> demands, Instant now) {
        return preparation.desk(demands, now).flatMap(desk -> write(demands, desk));
    }

    private Mono<List<Decision>> write(List<Demand> demands, BookingDesk desk) {
        List<Decision> decisions = new ArrayList<>(demands.size());
        List<Demand> refused = new ArrayList<>();
        List<Booking> made = new ArrayList<>();
        Map<SlotId, Integer> taken = new HashMap<>();
        for (Demand demand : demands) {
            Decision decision = desk.decide(demand);
            decisions.add(decision);
            if (decision instanceof Decision.Made booked) {
                made.add(booked.booking());
                taken.merge(demand.slot(), 1, Integer::sum);
            } else {
                refused.add(demand);
            }
        }
        if (made.isEmpty()) {
            return keys.drop(refused).thenReturn(decisions);
        }
        return keys.drop(refused)
                .then(Mono.defer(() -> seats.take(taken)))
                .then(Mono.defer(() -> bookings.insert(made)))
                .then(Mono.defer(() -> charges.write(desk.charges())))
                .then(Mono.defer(() -> outbox.addAll(confirmed(made))))
                .thenReturn(decisions);
    }

    private static List<BookingConfirmed> confirmed(List<Booking> made) {
        return made.stream()
                .filter(booking -> booking.state() == BookingState.CONFIRMED)
                .map(Booking::confirmed)
                .toList();
    }
}
