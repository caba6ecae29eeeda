package community.doorstep.booking;

import community.doorstep.admission.Engagement;
import community.doorstep.admission.Engagements;
import community.doorstep.admission.Punctuality;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricing.ChargeDesk;
import community.doorstep.pricing.ChargeRequest;
import community.doorstep.pricing.Charges;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the preparation of one batch has found so far, and what that makes it ask for next. */
final class Gathering {

    private static final Duration LONGEST_PERIOD = Duration.ofDays(32);

    private final List<Demand> demands;
    private Map<SlotId, SlotSeats> seats = Map.of();
    private Map<ServiceId, Service> services = Map.of();
    private Set<Family.Bond> bonds = Set.of();
    private Map<PersonId, Set<PersonId>> families = Map.of();
    private Engagements engagements = new Engagements(List.of(), Map.of(), Map.of());
    private Map<PersonId, PersonFacts> people = Map.of();
    private Map<BookingDesk.InLine, Entry> line = Map.of();
    private Charges.Books books = Charges.Books.NONE;
    private Map<NoShows.Who, Punctuality.Pause> pauses = Map.of();

    Gathering(List<Demand> demands) {
        this.demands = demands;
    }

    void seats(Map<SlotId, SlotSeats> locked) {
        seats = locked;
    }

    void services(Map<ServiceId, Service> found) {
        services = found;
    }

    void bonds(Set<Family.Bond> holding) {
        bonds = holding;
    }

    void families(Map<PersonId, Set<PersonId>> circles) {
        families = circles;
    }

    void engagements(Engagements known) {
        engagements = known;
    }

    void people(Map<PersonId, PersonFacts> known) {
        people = known;
    }

    void line(Map<BookingDesk.InLine, Entry> waiting) {
        line = waiting;
    }

    void pauses(Map<NoShows.Who, Punctuality.Pause> paused) {
        pauses = paused;
    }

    Collection<Service> services() {
        return services.values();
    }

    BookingDesk.Papers papers(ChargeDesk charges) {
        return new BookingDesk.Papers(seats, services, bonds, people, engagements, line, pauses, charges);
    }

    Set<ServiceId> serviceIds() {
        return seats.values().stream().map(SlotSeats::service).collect(Collectors.toSet());
    }

    List<Family.Bond> bondsAsked() {
        return demands.stream()
                .filter(demand -> demand.staffOf() == null && !demand.forOneself())
                .map(demand -> new Family.Bond(demand.caller().person(), demand.beneficiary()))
                .toList();
    }

    Set<PersonId> beneficiaries() {
        return demands.stream().map(Demand::beneficiary).collect(Collectors.toSet());
    }

    boolean knows(ServiceId service) {
        return services.containsKey(service);
    }

    private @Nullable Service service(Demand demand) {
        SlotSeats row = seats.get(demand.slot());
        return row == null ? null : services.get(row.service());
    }

    Set<PersonId> countedByFamily() {
        Set<PersonId> counted = new HashSet<>();
        for (Demand demand : demands) {
            Service service = service(demand);
            ServiceRules.Limit limit = service == null ? null : service.rules().limit();
            if (limit != null && limit.per() == ServiceRules.Whose.FAMILY) {
                counted.add(demand.beneficiary());
            }
        }
        return counted;
    }

    /** All whose bookings matter. */
    Set<PersonId> counted() {
        Set<PersonId> counted = new HashSet<>(beneficiaries());
        families.values().forEach(counted::addAll);
        return counted;
    }

    /** Bookings that ended before matter to no rule. */
    Instant since() {
        Instant first = seats.values().stream()
                .map(SlotSeats::startsAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        boolean limited =
                services.values().stream().anyMatch(service -> service.rules().limit() != null);
        return limited ? first.minus(LONGEST_PERIOD) : first;
    }

    Engagements engagements(List<Engagement> active, Map<ServiceId, Service> others) {
        Map<ServiceId, Service> all = new HashMap<>(services);
        all.putAll(others);
        return new Engagements(active, all, families);
    }

    /** Whose age or price is asked about, or whom staff name; not of the crowd before a full slot. */
    Set<PersonId> factsAsked() {
        Set<PersonId> asked = new HashSet<>();
        for (Demand demand : demands) {
            SlotSeats row = seats.get(demand.slot());
            Service service = service(demand);
            boolean ageMatters = service != null && (service.minAge() != null || service.maxAge() != null);
            boolean seatPossible = row != null && (row.free() > 0 || row.nextNumber() > 1);
            if (ageMatters || seatPossible || demand.staffOf() != null) {
                asked.add(demand.beneficiary());
            }
        }
        return asked;
    }

    Set<CommunityId> communities() {
        return seats.values().stream().map(SlotSeats::community).collect(Collectors.toSet());
    }

    /** What the prices depend on. */
    Charges.Basis pricing() {
        return new Charges.Basis(books, people);
    }

    void pricing(Charges.Books inForce) {
        books = inForce;
    }

    Set<SlotId> withLine() {
        return seats.values().stream()
                .filter(row -> row.nextNumber() > 1)
                .map(SlotSeats::slot)
                .collect(Collectors.toSet());
    }

    List<ChargeRequest> toPrice() {
        List<ChargeRequest> toPrice = new ArrayList<>();
        for (Demand demand : demands) {
            SlotSeats row = seats.get(demand.slot());
            if (row != null && mayGetSeat(demand, row)) {
                toPrice.add(demand.charge(row));
            }
        }
        return toPrice;
    }

    private boolean mayGetSeat(Demand demand, SlotSeats row) {
        boolean offered = line.containsKey(new BookingDesk.InLine(row.slot(), demand.beneficiary()));
        return demand.want() == Demand.Want.SEAT && (row.free() > 0 || offered);
    }
}
