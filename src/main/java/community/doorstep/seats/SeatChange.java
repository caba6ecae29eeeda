package community.doorstep.seats;

/**
 * What happens to a slot's seats in a transaction that holds their lock.
 *
 * @param taken seats taken, or given back when negative
 * @param waiting who joined the line, or left it when negative
 * @param numbers places in line given out
 */
public record SeatChange(int taken, int waiting, int numbers) {

    public static final SeatChange NONE = new SeatChange(0, 0, 0);
    public static final SeatChange SEAT_TAKEN = new SeatChange(1, 0, 0);
    public static final SeatChange GIVEN_BACK = new SeatChange(-1, 0, 0);
    public static final SeatChange OFFERED = new SeatChange(1, -1, 0);
    public static final SeatChange LEFT_LINE = new SeatChange(0, -1, 0);
    public static final SeatChange JOINED_LINE = new SeatChange(0, 1, 1);

    public SeatChange plus(SeatChange other) {
        return new SeatChange(taken + other.taken, waiting + other.waiting, numbers + other.numbers);
    }
}
