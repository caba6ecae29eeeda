package community.doorstep.waitlist;

import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens to lines when time passes: draws are held, offers that ended go on to the next, and who waits for a slot
 * that takes no more bookings is let go. Each exactly once, whichever instance does it: the slot's seats are locked.
 */
@Component
@EnableConfigurationProperties(WaitlistSettings.class)
class LineKeeping extends Repeating {

    private static final int MOST = 200;

    LineKeeping(LineKeeper keeper, WaitlistSettings settings) {
        super(settings.lineEvery(), keeper::keep);
    }

    @Component
    static class LineKeeper {

        private final Waitlist waitlist;
        private final Lotteries lotteries;
        private final Seats seats;
        private final Line line;
        private final Outbox outbox;
        private final TransactionalOperator transaction;
        private final Clock clock;

        LineKeeper(
                Waitlist waitlist,
                Lotteries lotteries,
                Seats seats,
                Line line,
                Outbox outbox,
                TransactionalOperator transaction,
                Clock clock) {
            this.waitlist = waitlist;
            this.lotteries = lotteries;
            this.seats = seats;
            this.line = line;
            this.outbox = outbox;
            this.transaction = transaction;
            this.clock = clock;
        }

        /** One round; answers how many slots were touched. */
        Mono<Long> keep() {
            return Flux.concat(
                            Flux.defer(() -> lotteries.due(clock.instant(), MOST))
                                    .collectList()
                                    .flatMapMany(slots -> each(slots, this::draw)),
                            Flux.defer(() -> waitlist.withLapsed(clock.instant(), MOST))
                                    .collectList()
                                    .flatMapMany(slots -> each(slots, this::lapse)),
                            Flux.defer(() -> seats.overWithLine(clock.instant(), MOST))
                                    .collectList()
                                    .flatMapMany(slots -> each(slots, this::end)))
                    .count()
                    .doOnNext(touched -> outbox.nudge());
        }

        private interface Work {
            Mono<Void> on(SlotSeats locked);
        }

        private Flux<SlotId> each(List<SlotId> slots, Work work) {
            return Flux.fromIterable(slots).concatMap(slot -> locked(slot, work).thenReturn(slot));
        }

        private Mono<Void> locked(SlotId slot, Work work) {
            return seats.lock(List.of(slot))
                    .flatMapIterable(Map::values)
                    .concatMap(work::on)
                    .then()
                    .as(transaction::transactional);
        }

        private Mono<Void> draw(SlotSeats row) {
            return lotteries
                    .draw(row.slot(), clock.instant())
                    .flatMap(drawn -> seats.drawn(row.slot()).then(line.handOn(List.of(row), Map.of())));
        }

        private Mono<Void> lapse(SlotSeats row) {
            return waitlist.lapse(List.of(row.slot()), clock.instant())
                    .collectList()
                    .filter(lapsed -> !lapsed.isEmpty())
                    .flatMap(lapsed -> line.handOn(List.of(row), each(lapsed, SeatChange.GIVEN_BACK))
                            .then(Mono.defer(() -> outbox.addAll(
                                    lapsed.stream().map(Entry::offerLapsed).toList()))));
        }

        private Mono<Void> end(SlotSeats row) {
            return waitlist.end(List.of(row.slot()), clock.instant())
                    .collectList()
                    .flatMap(ended -> seats.change(each(ended, SeatChange.LEFT_LINE)));
        }

        private static Map<SlotId, SeatChange> each(Collection<Entry> entries, SeatChange change) {
            Map<SlotId, SeatChange> changes = new HashMap<>();
            entries.forEach(entry -> changes.merge(entry.slot(), change, SeatChange::plus));
            return changes;
        }
    }
}
