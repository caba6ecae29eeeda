package community.doorstep.booking;

import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricing.Charge;
import community.doorstep.pricing.ChargeDesk;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides demands in the order in which they arrived, from rows that are locked in the same transaction; remembers
 * what it gave. Without I/O.
 */
final class BookingDesk {

    private final Map<SlotId, SlotSeats> seats;
    private final Map<ServiceId, Service> services;
    private final DetailsDesk details;
    private final Instant now;
    private final Map<SlotId, Integer> given = new HashMap<>();
    private final Set<BookingRows.Place> places = new HashSet<>();
    private Set<Family.Bond> bonds = Set.of();
    private Map<PersonId, PersonFacts> people = Map.of();
    private @Nullable ChargeDesk charges;

    BookingDesk(Map<SlotId, SlotSeats> seats, Map<ServiceId, Service> services, DetailsDesk details, Instant now) {
        this.seats = seats;
        this.services = services;
        this.details = details;
        this.now = now;
    }

    void bonds(Set<Family.Bond> holding) {
        bonds = holding;
    }

    void people(Map<PersonId, PersonFacts> known) {
        people = known;
    }

    void places(Set<BookingRows.Place> occupied) {
        places.addAll(occupied);
    }

    void charges(ChargeDesk desk) {
        charges = desk;
    }

    ChargeDesk charges() {
        return Objects.requireNonNull(charges);
    }

    Decision decide(Demand demand) {
        try {
            return admit(demand);
        } catch (Refusal refusal) {
            return new Decision.Refused(refusal);
        }
    }

    /** A key that was given before stands for its booking, or for another request. */
    static Decision repeat(Demand demand, Map<Demand.Key, BookingKeys.Given> given) {
        BookingKeys.Given before = given.get(demand.idempotencyKey());
        if (before == null || !before.digest().equals(demand.digest())) {
            return new Decision.Refused(Refusal.unprocessable("key-reused"));
        }
        return new Decision.Repeat(before.booking());
    }

    private Decision admit(Demand demand) {
        SlotSeats row = seats.get(demand.slot());
        if (row == null) {
            throw Refusal.notFound("slot-unknown");
        }
        Service service = Objects.requireNonNull(services.get(row.service()));
        Admission.entitled(
                demand, row, bonds.contains(new Family.Bond(demand.caller().person(), demand.beneficiary())));
        if (demand.staffOf() != null && !people.containsKey(demand.beneficiary())) {
            throw Refusal.notFound("person-unknown");
        }
        Admission.open(row, now);
        Admission.age(service, birthDate(demand), row.day());
        boolean sole = service.kind() != ServiceKind.REPAIR;
        BookingRows.Place place = new BookingRows.Place(demand.slot(), demand.beneficiary());
        if (sole && places.contains(place)) {
            throw Refusal.conflict("already-booked");
        }
        Admission.seat(row.left() - given.getOrDefault(demand.slot(), 0));
        byte[] sealed = details.sealed(service.kind(), demand);
        Charge charge = charges().charge(demand.charge(row));
        given.merge(demand.slot(), 1, Integer::sum);
        if (sole) {
            places.add(place);
        }
        return new Decision.Made(booking(demand, row, service, charge.dueFen(), sole, sealed), charge);
    }

    private @Nullable LocalDate birthDate(Demand demand) {
        PersonFacts known = people.get(demand.beneficiary());
        return known == null ? null : known.birthDate();
    }

    private Booking booking(
            Demand demand, SlotSeats row, Service service, long dueFen, boolean sole, byte @Nullable [] sealed) {
        boolean held = dueFen > 0 && service.paymentTerms() == PaymentTerms.BEFORE;
        return new Booking(
                demand.booking(),
                row.community(),
                row.slot(),
                row.service(),
                row.station(),
                service.kind(),
                demand.beneficiary(),
                demand.caller().person(),
                held ? BookingState.HELD : BookingState.CONFIRMED,
                sole,
                dueFen,
                service.paymentTerms(),
                row.startsAt(),
                row.endsAt(),
                now,
                held ? now.plus(service.hold()) : null,
                null,
                sealed,
                1);
    }
}
