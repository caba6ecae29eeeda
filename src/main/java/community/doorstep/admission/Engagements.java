package community.doorstep.admission;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The active bookings of the people of one batch, with what the batch adds. Whoever decides by them holds the lock on
 * those people ({@link PeopleLocks}).
 */
public final class Engagements {

    private final Map<PersonId, List<Engagement>> byPerson = new HashMap<>();
    private final Map<ServiceId, Service> services;
    private final Map<PersonId, Set<PersonId>> families;

    /** @param services of all engagements and demands; those that are not known need nobody's presence */
    public Engagements(
            Collection<Engagement> active, Map<ServiceId, Service> services, Map<PersonId, Set<PersonId>> families) {
        active.forEach(this::add);
        this.services = services;
        this.families = families;
    }

    public void add(Engagement engagement) {
        byPerson.computeIfAbsent(engagement.person(), person -> new ArrayList<>())
                .add(engagement);
    }

    private List<Engagement> of(PersonId person) {
        return byPerson.getOrDefault(person, List.of());
    }

    /** Refuses {@code already-booked} (409): a child has one seat, an elder one lunch. */
    public void notThereAlready(PersonId person, SlotSeats seats) {
        boolean there = of(person).stream()
                .anyMatch(engagement -> engagement.sole() && engagement.slot().equals(seats.slot()));
        if (there) {
            throw Refusal.conflict("already-booked");
        }
    }

    /** Refuses {@code elsewhere-then} (409, with the time): nobody is in two places at once. */
    public void notElsewhere(PersonId person, SlotSeats seats) {
        of(person).stream()
                .filter(engagement -> !engagement.slot().equals(seats.slot()))
                .filter(engagement -> engagement.overlaps(seats) && needsPresence(engagement))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("elsewhere-then")
                            .with("startsAt", other.startsAt())
                            .with("endsAt", other.endsAt());
                });
    }

    private boolean needsPresence(Engagement engagement) {
        Service service = services.get(engagement.service());
        return service != null && service.needsPresence();
    }

    /** Refuses {@code too-many-bookings} (409). */
    public void within(ServiceRules.Limit limit, PersonId person, SlotSeats seats) {
        Set<PersonId> counted = limit.per() == ServiceRules.Whose.PERSON
                ? Set.of(person)
                : families.getOrDefault(person, Set.of(person));
        long active = counted.stream()
                .flatMap(one -> of(one).stream())
                .filter(engagement -> engagement.service().equals(seats.service()))
                .filter(engagement -> Admission.together(limit.within(), seats.day(), engagement.day()))
                .count();
        Admission.within(limit, active);
    }
}
