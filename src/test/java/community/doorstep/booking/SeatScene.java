package community.doorstep.booking;

import community.doorstep.catalog.Slot;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Grant;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A slot of a sequence's own, with the only people who want it. */
record SeatScene(Slot slot, List<PersonId> people, PersonId desk) {

    static SeatScene of(Slot slot, int people) {
        List<PersonId> wanting =
                IntStream.range(0, people).mapToObj(n -> PersonId.next()).toList();
        return new SeatScene(slot, wanting, PersonId.next());
    }

    Caller caller(PersonId person) {
        return new Caller(person, List.of(), true);
    }

    /** Who takes cash. */
    Caller counter() {
        return new Caller(desk, List.of(new Grant(Role.COUNTER, slot.communityId(), null)), true);
    }

    UUID[] ids() {
        return people.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    /** The slot so much later, or earlier, than it was made. */
    Slot shifted(Duration by) {
        return new Slot(
                slot.id(),
                slot.communityId(),
                slot.serviceId(),
                slot.stationId(),
                slot.day(),
                slot.startsAt().plus(by),
                slot.endsAt().plus(by),
                null,
                slot.cutOffAt().plus(by),
                slot.capacity(),
                slot.activity());
    }
}
