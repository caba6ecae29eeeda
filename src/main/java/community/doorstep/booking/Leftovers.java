package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.Entry;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.Waitlist;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Seats that nobody took by the cut-off: how many, and offers of them to those who waited in vain. */
@Component
public class Leftovers {

    /** @param reserved seats that are kept for somebody; for whom is nobody's business */
    public record Count(int capacity, int booked, int reserved, int left) {}

    /** Somebody whose wait ended without a seat. */
    public record InVain(UUID entry, PersonId person, int number) {}

    private final Seats seats;
    private final BookingRows rows;
    private final Waitlist waitlist;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Leftovers(
            Seats seats,
            BookingRows rows,
            Waitlist waitlist,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.seats = seats;
        this.rows = rows;
        this.waitlist = waitlist;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty for a slot that is not known. */
    public Mono<Count> count(SlotId slot) {
        return seats.of(slot).zipWith(waitlist.offered(slot), Leftovers::count);
    }

    private static Count count(SlotSeats row, long offers) {
        int reserved = (int) offers;
        return new Count(row.capacity(), row.taken() - reserved, reserved, row.left());
    }

    /** Slots under way that end until then. */
    public Flux<SlotId> ending(Instant now, Instant until) {
        return seats.underWay(now, until);
    }

    /** In the order of their line: who has no seat, and got no offer since then. */
    public Mono<List<InVain>> inVain(SlotId slot, Instant since) {
        return rows.seated(slot)
                .flatMap(seated -> waitlist.inVain(slot, since)
                        .filter(entry -> !seated.contains(entry.beneficiary()))
                        .map(entry -> new InVain(entry.id().value(), entry.beneficiary(), entry.number()))
                        .collectSortedList(Comparator.comparingInt(InVain::number)));
    }

    /** Keeps a seat for each of these, in this order, as long as there are any; answers for how many. */
    public Mono<Integer> offer(SlotId slot, List<UUID> entries, Instant until) {
        return seats.lock(List.of(slot))
                .flatMapIterable(Map::values)
                .next()
                .filter(row -> row.left() > 0 && !row.closed() && until.isAfter(clock.instant()))
                .flatMapMany(row ->
                        waitlist.offerAgain(entries.stream().map(EntryId::new).toList(), row.left(), until))
                .collectList()
                .delayUntil(offered -> kept(slot, offered))
                .map(List::size)
                .as(transaction::transactional)
                .doOnNext(offered -> outbox.nudge());
    }

    private Mono<Void> kept(SlotId slot, List<Entry> offered) {
        if (offered.isEmpty()) {
            return Mono.empty();
        }
        return seats.change(Map.of(slot, new SeatChange(offered.size(), 0, 0)))
                .then(Mono.defer(() ->
                        outbox.addAll(offered.stream().map(Entry::seatOffered).toList())));
    }
}
