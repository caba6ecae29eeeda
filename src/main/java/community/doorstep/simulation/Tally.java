package community.doorstep.simulation;

/** What a draft does to one group of people, counted booking by booking. */
final class Tally {

    private final PersonSums differences = new PersonSums();
    private final PersonSums refused = new PersonSums();
    private long bookings;
    private long refusedBookings;
    private long beforeFen;
    private long afterFen;

    void booked(int person, long paidFen, long dueFen) {
        bookings++;
        beforeFen += paidFen;
        afterFen += dueFen;
        differences.add(person, dueFen - paidFen);
    }

    /** The draft would not let them book. */
    void refused(int person, long paidFen) {
        bookings++;
        refusedBookings++;
        beforeFen += paidFen;
        differences.add(person, 0);
        refused.add(person, 1);
    }

    int people() {
        return differences.size();
    }

    void addAll(Tally other) {
        differences.addAll(other.differences);
        refused.addAll(other.refused);
        bookings += other.bookings;
        refusedBookings += other.refusedBookings;
        beforeFen += other.beforeFen;
        afterFen += other.afterFen;
    }

    Simulation.Impact impact() {
        long[] people = new long[3];
        long[] fen = new long[3];
        differences.forEach((person, difference) -> {
            if (!refused.contains(person)) {
                int sign = Long.signum(difference) + 1;
                people[sign]++;
                fen[sign] += Math.abs(difference);
            }
        });
        return new Simulation.Impact(
                differences.size(),
                people[2],
                people[0],
                people[1],
                refused.size(),
                fen[2],
                fen[0],
                bookings,
                refusedBookings,
                beforeFen,
                afterFen);
    }
}
