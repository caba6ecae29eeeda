package community.doorstep.booking;

import community.doorstep.admission.Engagement;
import community.doorstep.admission.Engagements;
import community.doorstep.admission.PeopleLocks;
import community.doorstep.admission.Punctuality;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Facts;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricing.Charges;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.Entry;
import community.doorstep.waitlist.Waitlist;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/**
 * Lays on the desk what the decisions need, one query for each table and none for what no rule asks about. Locks, in
 * this order: seats, people, quotas, budgets.
 */
@Component
class DeskPreparation {

    private final Seats seats;
    private final PeopleLocks locks;
    private final BookingRows bookings;
    private final NoShows noShows;
    private final Waitlist waitlist;
    private final Charges charges;
    private final Family family;
    private final Facts facts;
    private final Catalog catalog;
    private final DetailsDesk details;

    DeskPreparation(
            Seats seats,
            PeopleLocks locks,
            BookingRows bookings,
            NoShows noShows,
            Waitlist waitlist,
            Charges charges,
            Family family,
            Facts facts,
            Catalog catalog,
            DetailsDesk details) {
        this.seats = seats;
        this.locks = locks;
        this.bookings = bookings;
        this.noShows = noShows;
        this.waitlist = waitlist;
        this.charges = charges;
        this.family = family;
        this.facts = facts;
        this.catalog = catalog;
        this.details = details;
    }

    /** The seats, locked: before all else, and after the keys. */
    Mono<Map<SlotId, SlotSeats>> seats(List<Demand> demands) {
        return seats.lock(demands.stream().map(Demand::slot).collect(Collectors.toSet()));
    }

    /** The queries share the transaction's connection; those that need nothing of each other go out together. */
    Mono<BookingDesk> desk(List<Demand> demands, Map<SlotId, SlotSeats> locked, Instant now) {
        Gathering gathering = new Gathering(demands);
        gathering.seats(locked);
        return services(gathering.serviceIds())
                .doOnNext(gathering::services)
                .then(Mono.defer(() -> families(gathering)))
                .doOnNext(gathering::families)
                .then(Mono.defer(() -> rest(gathering, now)))
                .then(Mono.defer(() -> charges.open(gathering.toPrice(), gathering.pricing())))
                .map(desk -> new BookingDesk(gathering.papers(desk), details, now));
    }

    private Mono<Void> rest(Gathering gathering, Instant now) {
        return Mono.whenDelayError(
                family.holding(gathering.bondsAsked()).doOnNext(gathering::bonds),
                engagements(gathering).doOnNext(gathering::engagements),
                people(gathering).doOnNext(gathering::people),
                line(gathering).doOnNext(gathering::line),
                pauses(gathering, now).doOnNext(gathering::pauses),
                charges.books(gathering.communities()).doOnNext(gathering::pricing));
    }

    private Mono<Map<ServiceId, Service>> services(Collection<ServiceId> ids) {
        return Flux.fromIterable(ids).concatMap(catalog::service).collectMap(Service::id);
    }

    /** Only a limit per family asks who belongs together. */
    private Mono<Map<PersonId, Set<PersonId>>> families(Gathering gathering) {
        Set<PersonId> asked = gathering.countedByFamily();
        return asked.isEmpty() ? Mono.just(Map.of()) : family.circles(asked);
    }

    /** Sent together, done one after the other: the bookings are read with the locks held. */
    private Mono<Engagements> engagements(Gathering gathering) {
        Set<PersonId> counted = gathering.counted();
        return Mono.zipDelayError(locks.take(counted).thenReturn(true), bookings.active(counted, gathering.since()))
                .map(Tuple2::getT2)
                .flatMap(active ->
                        services(others(active, gathering)).map(others -> gathering.engagements(active, others)));
    }

    private static Set<ServiceId> others(List<Engagement> active, Gathering gathering) {
        return active.stream()
                .map(Engagement::service)
                .filter(service -> !gathering.knows(service))
                .collect(Collectors.toSet());
    }

    private Mono<Map<PersonId, PersonFacts>> people(Gathering gathering) {
        Set<PersonId> asked = gathering.factsAsked();
        return asked.isEmpty() ? Mono.just(Map.of()) : facts.of(asked);
    }

    /** Who stayed away too often, with the present day of the service's community. */
    private Mono<Map<NoShows.Who, Punctuality.Pause>> pauses(Gathering gathering, Instant now) {
        return noShows.pausedUntil(gathering.beneficiaries(), gathering.services(), now)
                .flatMapIterable(Map::entrySet)
                .concatMap(paused -> today(paused.getKey().service(), now)
                        .map(today -> Map.entry(paused.getKey(), new Punctuality.Pause(paused.getValue(), today))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<LocalDate> today(ServiceId service, Instant now) {
        return catalog.service(service)
                .map(Service::communityId)
                .flatMap(catalog::community)
                .map(community -> LocalDate.ofInstant(now, community.zone()));
    }

    /** Those in line, for slots that ever had a line. */
    private Mono<Map<BookingDesk.InLine, Entry>> line(Gathering gathering) {
        Set<SlotId> lines = gathering.withLine();
        return lines.isEmpty()
                ? Mono.just(Map.of())
                : waitlist.open(lines, gathering.beneficiaries())
                        .collectMap(entry -> new BookingDesk.InLine(entry.slot(), entry.beneficiary()));
    }
}
