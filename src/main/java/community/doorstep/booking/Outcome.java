package community.doorstep.booking;

import community.doorstep.admission.Admission;
import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SlotSeats;
import community.doorstep.waitlist.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a batch decided, sorted by what is to be written.
 *
 * @param winners the demands that got a seat, in the order of {@code made}
 * @param full slots that somebody was turned away from for want of seats
 */
record Outcome(
        List<Decision> decisions,
        List<Decision.Made> made,
        List<Demand> winners,
        List<Entry> entries,
        List<Demand> refused,
        Set<SlotId> full) {

    static Outcome of(List<Demand> demands, BookingDesk desk) {
        Outcome outcome = new Outcome(
                new ArrayList<>(demands.size()),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashSet<>());
        demands.forEach(demand -> outcome.add(demand, desk.decide(demand)));
        return outcome;
    }

    private void add(Demand demand, Decision decision) {
        decisions.add(decision);
        if (decision instanceof Decision.Made one) {
            made.add(one);
            winners.add(demand);
        } else if (decision instanceof Decision.InLine one) {
            entries.add(one.entry());
        } else if (decision instanceof Decision.Refused one) {
            refused.add(demand);
            if (one.reason().code().equals(Admission.SLOT_FULL)) {
                full.add(demand.slot());
            }
        }
    }

    /** The rows of full slots that this batch leaves as they were: what it changes is told with the change. */
    List<SlotSeats> full(BookingDesk desk) {
        return full.stream()
                .filter(slot -> !desk.changes().containsKey(slot))
                .map(slot -> Objects.requireNonNull(desk.seats().get(slot)))
                .toList();
    }

    boolean isEmpty() {
        return made.isEmpty() && entries.isEmpty();
    }
}
