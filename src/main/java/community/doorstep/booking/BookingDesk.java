package community.doorstep.booking;

import community.doorstep.admission.Admission;
import community.doorstep.admission.Engagements;
import community.doorstep.admission.Punctuality;
import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricing.Charge;
import community.doorstep.pricing.ChargeDesk;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.Entry;
import community.doorstep.waitlist.EntryId;
import community.doorstep.waitlist.EntryState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides demands in the order in which they arrived, from rows that are locked in the same transaction; remembers
 * what it gave. Without I/O.
 */
final class BookingDesk {

    /** What lies on the desk when it opens. */
    record Papers(
            Map<SlotId, SlotSeats> seats,
            Map<ServiceId, Service> services,
            Set<Family.Bond> bonds,
            Map<PersonId, PersonFacts> people,
            Engagements engagements,
            Map<InLine, Entry> line,
            Map<NoShows.Who, Punctuality.Pause> pauses,
            ChargeDesk charges) {}

    /** A person in line for a slot. */
    record InLine(SlotId slot, PersonId person) {}

    private final Papers papers;
    private final DetailsDesk details;
    private final Instant now;
    private final Map<SlotId, SeatChange> changes = new HashMap<>();
    private final Map<InLine, Entry> line;
    private final List<EntryId> offersTaken = new ArrayList<>();

    BookingDesk(Papers papers, DetailsDesk details, Instant now) {
        this.papers = papers;
        this.details = details;
        this.now = now;
        this.line = new HashMap<>(papers.line());
    }

    ChargeDesk charges() {
        return papers.charges();
    }

    /** What the decisions so far do to the seats. */
    Map<SlotId, SeatChange> changes() {
        return changes;
    }

    List<EntryId> offersTaken() {
        return offersTaken;
    }

    Map<SlotId, SlotSeats> seats() {
        return papers.seats();
    }

    Decision decide(Demand demand) {
        try {
            return demand.want() == Demand.Want.SEAT ? seat(demand) : placeInLine(demand);
        } catch (Refusal refusal) {
            return new Decision.Refused(refusal);
        }
    }

    /** A key that was given before stands for its booking or entry, or for another request. */
    static Decision repeat(Demand demand, Map<Demand.Key, BookingKeys.Given> given) {
        BookingKeys.Given before = given.get(demand.idempotencyKey());
        if (before == null || !before.digest().equals(demand.digest())) {
            return new Decision.Refused(Refusal.unprocessable("key-reused"));
        }
        return new Decision.Repeat(before.reference());
    }

    private Decision seat(Demand demand) {
        SlotSeats row = known(demand);
        Service service = service(row);
        Waiving waiving = new Waiving(demand.waiver());
        admitted(demand, row, service, waiving);
        ServiceRules.Limit limit = service.rules().limit();
        if (limit != null) {
            waiving.check(Demand.Rule.LIMIT, () -> papers.engagements().within(limit, demand.beneficiary(), row));
        }
        if (service.needsPresence()) {
            waiving.check(Demand.Rule.TWO_PLACES, () -> papers.engagements().notElsewhere(demand.beneficiary(), row));
        }
        Punctuality.Pause pause = papers.pauses().get(new NoShows.Who(demand.beneficiary(), row.service()));
        waiving.check(Demand.Rule.NO_SHOWS, () -> Punctuality.punctual(pause, row.day(), now));
        Entry offer = offer(demand);
        if (offer == null) {
            Admission.notDrawn(row);
            Admission.seat(free(row));
        }
        byte[] sealed = details.sealed(service, demand);
        Charge charge = charges().charge(demand.charge(row));
        Booking booking = booking(demand, row, service, charge.dueFen(), sealed);
        taken(row, booking, offer);
        return new Decision.Made(booking, charge, waiving.waived());
    }

    private Decision placeInLine(Demand demand) {
        SlotSeats row = known(demand);
        admitted(demand, row, service(row), new Waiving(demand.waiver()));
        InLine place = new InLine(demand.slot(), demand.beneficiary());
        Entry waits = line.get(place);
        if (waits != null) {
            throw Refusal.conflict("already-waiting").with("entryId", waits.id());
        }
        Admission.worthWaiting(row, free(row), now);
        Entry entry = entry(demand, row);
        line.put(place, entry);
        changed(row.slot(), SeatChange.JOINED_LINE);
        return new Decision.InLine(entry);
    }

    /** Refuses {@code slot-unknown}, {@code person-unknown} (404). */
    private SlotSeats known(Demand demand) {
        SlotSeats row = papers.seats().get(demand.slot());
        if (row == null) {
            throw Refusal.notFound("slot-unknown");
        }
        Family.Bond bond = new Family.Bond(demand.caller().person(), demand.beneficiary());
        demand.mustBeEntitled(row, papers.bonds().contains(bond));
        if (demand.staffOf() != null && !papers.people().containsKey(demand.beneficiary())) {
            throw Refusal.notFound("person-unknown");
        }
        return row;
    }

    private Service service(SlotSeats row) {
        return Objects.requireNonNull(papers.services().get(row.service()));
    }

    /** What holds for a seat as for a place in line. */
    private void admitted(Demand demand, SlotSeats row, Service service, Waiving waiving) {
        Admission.notClosed(row);
        waiving.check(Demand.Rule.OPENING, () -> Admission.opened(row, now));
        if (now.isBefore(row.endsAt())) {
            waiving.check(Demand.Rule.CUT_OFF, () -> beforeCutOffUnlessOffered(demand, row));
        } else {
            Admission.beforeCutOff(row, now);
        }
        waiving.check(Demand.Rule.AGE, () -> Admission.age(service, birthDate(demand), row.day()));
        papers.engagements().notThereAlready(demand.beneficiary(), row);
    }

    /** An offer keeps its seat until it ends: what was left after the cut-off was cooked already. */
    private void beforeCutOffUnlessOffered(Demand demand, SlotSeats row) {
        if (demand.offer() == null || offer(demand) == null) {
            Admission.beforeCutOff(row, now);
        }
    }

    private int free(SlotSeats row) {
        SeatChange change = changes.getOrDefault(row.slot(), SeatChange.NONE);
        return row.waiting() + change.waiting() > 0 ? 0 : row.left() - change.taken();
    }

    /**
     * The offer that the demand takes: the one that it names, or any that stands. Refuses {@code offer-lapsed} (409)
     * when the one that it names does not stand any more.
     */
    private @Nullable Entry offer(Demand demand) {
        Entry entry = line.get(new InLine(demand.slot(), demand.beneficiary()));
        Entry standing = entry != null && entry.isOffered(now) ? entry : null;
        EntryId named = demand.offer();
        if (named != null && (standing == null || !named.equals(standing.id()))) {
            throw Refusal.conflict("offer-lapsed");
        }
        return standing;
    }

    private void taken(SlotSeats row, Booking booking, @Nullable Entry offer) {
        if (offer == null) {
            changed(row.slot(), SeatChange.SEAT_TAKEN);
        } else {
            offersTaken.add(offer.id());
            line.remove(new InLine(row.slot(), booking.beneficiary()));
        }
        papers.engagements().add(booking.engagement(row.day()));
    }

    private void changed(SlotId slot, SeatChange change) {
        changes.merge(slot, change, SeatChange::plus);
    }

    private @Nullable LocalDate birthDate(Demand demand) {
        PersonFacts known = papers.people().get(demand.beneficiary());
        return known == null ? null : known.birthDate();
    }

    private Entry entry(Demand demand, SlotSeats row) {
        int given = changes.getOrDefault(row.slot(), SeatChange.NONE).numbers();
        return new Entry(
                new EntryId(demand.id()),
                row.community(),
                row.slot(),
                row.service(),
                demand.beneficiary(),
                demand.caller().person(),
                row.nextNumber() + given,
                EntryState.WAITING,
                now,
                null,
                1);
    }

    private Booking booking(Demand demand, SlotSeats row, Service service, long dueFen, byte @Nullable [] sealed) {
        boolean held = dueFen > 0 && service.paymentTerms() == PaymentTerms.BEFORE;
        return new Booking(
                new BookingId(demand.id()),
                row.community(),
                row.slot(),
                row.service(),
                row.station(),
                service.kind(),
                demand.beneficiary(),
                demand.caller().person(),
                held ? BookingState.HELD : BookingState.CONFIRMED,
                !service.kind().isSentFor(),
                dueFen,
                service.paymentTerms(),
                row.startsAt(),
                row.endsAt(),
                now,
                held ? now.plus(service.hold()) : null,
                null,
                sealed,
                1,
                Aftermath.NONE);
    }
}
