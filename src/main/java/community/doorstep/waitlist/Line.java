package community.doorstep.waitlist;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives seats that came free to those in line, as timed offers, in the transaction that freed them; what nobody waits
 * for is free for all. The caller holds the lock on the slots' seats.
 */
@Component
public class Line {

    private final Waitlist waitlist;
    private final Seats seats;
    private final Catalog catalog;
    private final OfferClocks clocks;
    private final Outbox outbox;
    private final Clock clock;

    Line(Waitlist waitlist, Seats seats, Catalog catalog, OfferClocks clocks, Outbox outbox, Clock clock) {
        this.waitlist = waitlist;
        this.seats = seats;
        this.catalog = catalog;
        this.clocks = clocks;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param locked the slots' rows, as they are in this transaction
     * @param changes what else happens to them: seats given back, entries that left
     */
    public Mono<Void> handOn(Collection<SlotSeats> locked, Map<SlotId, SeatChange> changes) {
        Instant now = clock.instant();
        return services(locked)
                .flatMap(services -> offered(locked, changes, services, now))
                .flatMap(offered -> seats.change(with(changes, offered))
                        .then(Mono.defer(() -> outbox.addAll(
                                offered.stream().map(Entry::seatOffered).toList()))));
    }

    private Mono<List<Entry>> offered(
            Collection<SlotSeats> locked,
            Map<SlotId, SeatChange> changes,
            Map<ServiceId, Service> services,
            Instant now) {
        return waitlist.offer(offers(locked, changes, services, now))
                .collectList()
                .flatMap(offered -> clocks.set(offered, terms(locked, services)));
    }

    private static Map<SlotId, OfferClocks.Terms> terms(
            Collection<SlotSeats> locked, Map<ServiceId, Service> services) {
        Map<SlotId, OfferClocks.Terms> terms = new HashMap<>();
        for (SlotSeats row : locked) {
            Service service = services.get(row.service());
            if (service != null) {
                terms.put(
                        row.slot(),
                        new OfferClocks.Terms(service.rules().waitingOrArrival().offer(), row.cutOffAt()));
            }
        }
        return terms;
    }

    private Mono<Map<ServiceId, Service>> services(Collection<SlotSeats> locked) {
        return Flux.fromStream(locked.stream()
                        .filter(row -> row.nextNumber() > 1)
                        .map(SlotSeats::service)
                        .distinct())
                .concatMap(catalog::service)
                .collectMap(Service::id);
    }

    private static List<Waitlist.Offer> offers(
            Collection<SlotSeats> locked,
            Map<SlotId, SeatChange> changes,
            Map<ServiceId, Service> services,
            Instant now) {
        List<Waitlist.Offer> offers = new ArrayList<>();
        for (SlotSeats row : locked) {
            SeatChange change = changes.getOrDefault(row.slot(), SeatChange.NONE);
            int free = row.left() - change.taken();
            int most = Math.min(row.waiting() + change.waiting(), free);
            if (most > 0 && row.takesBookings(now)) {
                Service service = Objects.requireNonNull(services.get(row.service()));
                Instant until = now.plus(service.rules().waitingOrArrival().offer());
                offers.add(
                        new Waitlist.Offer(row.slot(), most, until.isBefore(row.cutOffAt()) ? until : row.cutOffAt()));
            }
        }
        return offers;
    }

    /** An offered seat is taken, and who has the offer waits no more. */
    private static Map<SlotId, SeatChange> with(Map<SlotId, SeatChange> changes, List<Entry> offered) {
        Map<SlotId, SeatChange> all = new HashMap<>(changes);
        offered.forEach(entry -> all.merge(entry.slot(), SeatChange.OFFERED, SeatChange::plus));
        return all;
    }
}
