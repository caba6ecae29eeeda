package community.doorstep.booking;

import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.EntryState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A slot at one moment: its seats as counted, and who has them or stands in line.
 *
 * @param seats the active bookings
 * @param line the open entries, in the order of their numbers
 */
record SeatState(
        int taken, int capacity, int waiting, int nextNumber, long numbersGiven, List<Seat> seats, List<Place> line) {

    record Seat(UUID booking, PersonId person, BookingState state) {}

    record Place(UUID entry, PersonId person, EntryState state, int number) {}

    List<Seat> held() {
        return seats.stream().filter(seat -> seat.state() == BookingState.HELD).toList();
    }

    List<Place> offered() {
        return line(EntryState.OFFERED);
    }

    private List<Place> line(EntryState state) {
        return line.stream().filter(place -> place.state() == state).toList();
    }

    boolean isFree() {
        return waiting == 0 && taken < capacity;
    }

    boolean isBooked(PersonId person) {
        return seats.stream().anyMatch(seat -> seat.person().equals(person));
    }

    boolean isInLine(PersonId person) {
        return line.stream().anyMatch(place -> place.person().equals(person));
    }

    boolean isOffered(PersonId person) {
        return offered().stream().anyMatch(place -> place.person().equals(person));
    }

    /** What must hold after every step and does not. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        must(taken == seats.size() + offered().size(), "taken = active bookings + open offers", broken);
        must(0 <= taken && taken <= capacity, "never over capacity", broken);
        must(waiting == line(EntryState.WAITING).size(), "waiting = entries that wait", broken);
        must(waiting == 0 || taken == capacity, "no seat free while someone waits without an offer", broken);
        must(offersAreForTheFirst(), "offers go to those who came first", broken);
        must(isEachOnce(line.stream().map(Place::number)), "a number is given once", broken);
        must(numbersGiven == nextNumber - 1, "every number is somebody's", broken);
        must(isEachOnce(seats.stream().map(Seat::person)), "one seat for each person", broken);
        must(isEachOnce(line.stream().map(Place::person)), "one place in line for each person", broken);
        return broken;
    }

    private static void must(boolean holds, String invariant, List<String> broken) {
        if (!holds) {
            broken.add(invariant);
        }
    }

    private boolean offersAreForTheFirst() {
        return IntStream.range(1, line.size())
                .noneMatch(i -> line.get(i).state() == EntryState.OFFERED
                        && line.get(i - 1).state() == EntryState.WAITING);
    }

    private static boolean isEachOnce(Stream<?> of) {
        List<?> all = of.toList();
        return all.stream().distinct().count() == all.size();
    }
}
