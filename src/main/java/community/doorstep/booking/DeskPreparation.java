package community.doorstep.booking;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Facts;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricing.ChargeRequest;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lays on the desk what the decisions need: seats and budgets locked, people's facts read, one query for each. */
@Component
class DeskPreparation {

    private final Seats seats;
    private final BookingRows bookings;
    private final Charges charges;
    private final Family family;
    private final Facts facts;
    private final Catalog catalog;
    private final DetailsDesk details;

    DeskPreparation(
            Seats seats,
            BookingRows bookings,
            Charges charges,
            Family family,
            Facts facts,
            Catalog catalog,
            DetailsDesk details) {
        this.seats = seats;
        this.bookings = bookings;
        this.charges = charges;
        this.family = family;
        this.facts = facts;
        this.catalog = catalog;
        this.details = details;
    }

    Mono<BookingDesk> desk(List<Demand> demands, Instant now) {
        Set<SlotId> slots = new LinkedHashSet<>();
        demands.forEach(demand -> slots.add(demand.slot()));
        return seats.lock(slots)
                .flatMap(locked -> services(locked).flatMap(services -> desk(demands, locked, services, now)));
    }

    /** One query after the other: they share the transaction's connection. */
    private Mono<BookingDesk> desk(
            List<Demand> demands, Map<SlotId, SlotSeats> locked, Map<ServiceId, Service> services, Instant now) {
        BookingDesk desk = new BookingDesk(locked, services, details, now);
        return family.holding(bonds(demands))
                .doOnNext(desk::bonds)
                .then(Mono.defer(() -> births(demands, locked, services)))
                .doOnNext(desk::people)
                .then(Mono.defer(() -> bookings.placesOf(slots(demands), beneficiaries(demands))))
                .doOnNext(desk::places)
                .then(Mono.defer(() -> charges.open(toPrice(demands, locked))))
                .doOnNext(desk::charges)
                .thenReturn(desk);
    }

    private Mono<Map<ServiceId, Service>> services(Map<SlotId, SlotSeats> locked) {
        Set<ServiceId> wanted = new HashSet<>();
        locked.values().forEach(row -> wanted.add(row.service()));
        return Flux.fromIterable(wanted).concatMap(catalog::service).collectMap(Service::id);
    }

    private static List<Family.Bond> bonds(List<Demand> demands) {
        return demands.stream()
                .filter(demand -> demand.staffOf() == null && !demand.forOneself())
                .map(demand -> new Family.Bond(demand.caller().person(), demand.beneficiary()))
                .toList();
    }

    /** The facts of those whose service asks for an age, and of whom staff name. */
    private Mono<Map<PersonId, PersonFacts>> births(
            List<Demand> demands, Map<SlotId, SlotSeats> locked, Map<ServiceId, Service> services) {
        Set<PersonId> asked = new HashSet<>();
        for (Demand demand : demands) {
            SlotSeats row = locked.get(demand.slot());
            Service service = row == null ? null : services.get(row.service());
            boolean ageMatters = service != null && (service.minAge() != null || service.maxAge() != null);
            if (ageMatters || demand.staffOf() != null) {
                asked.add(demand.beneficiary());
            }
        }
        return asked.isEmpty() ? Mono.just(Map.of()) : facts.of(asked);
    }

    private static Set<SlotId> slots(List<Demand> demands) {
        Set<SlotId> slots = new HashSet<>();
        demands.forEach(demand -> slots.add(demand.slot()));
        return slots;
    }

    private static Set<PersonId> beneficiaries(List<Demand> demands) {
        Set<PersonId> people = new HashSet<>();
        demands.forEach(demand -> people.add(demand.beneficiary()));
        return people;
    }

    private static List<ChargeRequest> toPrice(List<Demand> demands, Map<SlotId, SlotSeats> locked) {
        List<ChargeRequest> toPrice = new ArrayList<>();
        for (Demand demand : demands) {
            SlotSeats row = locked.get(demand.slot());
            if (row != null && row.left() > 0) {
                toPrice.add(demand.charge(row));
            }
        }
        return toPrice;
    }
}
