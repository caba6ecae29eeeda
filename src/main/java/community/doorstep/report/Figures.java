package community.doorstep.report;

/**
 * The figures of one service on one day; each table answers its own and leaves the rest at nothing.
 *
 * @param bookings that stood: neither expired nor cancelled
 * @param served people, each once
 * @param missed nobody came
 * @param visits workers who arrived at a door
 * @param onTime of these, before the booked time was over
 * @param kept of these, by the moment that was promised
 * @param stars the sum of all ratings
 * @param subsidyFen what funds paid, for people and for the street
 * @param incomeFen what people paid, less what went back
 * @param extraFen what people paid beyond their bookings: parts, labour, late fees
 * @param warranty visits for nothing, since a fault came back; they count among the visits too
 * @param faults that were reported in the street
 * @param fixed of these
 */
record Figures(
        long bookings,
        long served,
        long cancelled,
        long missed,
        long visits,
        long onTime,
        long kept,
        long ratings,
        long stars,
        long complaints,
        long subsidyFen,
        long incomeFen,
        long extraFen,
        long warranty,
        long faults,
        long fixed) {

    static Figures ofBookings(long bookings, long served, long cancelled, long missed, long incomeFen) {
        return new Figures(bookings, served, cancelled, missed, 0, 0, 0, 0, 0, 0, 0, incomeFen, 0, 0, 0, 0);
    }

    static Figures ofVisits(long visits, long onTime, long kept) {
        return new Figures(0, 0, 0, 0, visits, onTime, kept, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static Figures ofRatings(long ratings, long stars) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, ratings, stars, 0, 0, 0, 0, 0, 0, 0);
    }

    static Figures ofComplaints(long complaints) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, complaints, 0, 0, 0, 0, 0, 0);
    }

    static Figures ofSubsidy(long fen) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, fen, 0, 0, 0, 0, 0);
    }

    static Figures ofExtras(long fen) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, fen, 0, 0, 0);
    }

    static Figures ofWarranty(long warranty) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, warranty, 0, 0);
    }

    static Figures ofStreet(long faults, long fixed, long paidFen) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, paidFen, 0, 0, 0, faults, fixed);
    }

    Figures plus(Figures other) {
        return new Figures(
                bookings + other.bookings,
                served + other.served,
                cancelled + other.cancelled,
                missed + other.missed,
                visits + other.visits,
                onTime + other.onTime,
                kept + other.kept,
                ratings + other.ratings,
                stars + other.stars,
                complaints + other.complaints,
                Math.addExact(subsidyFen, other.subsidyFen),
                Math.addExact(incomeFen, other.incomeFen),
                Math.addExact(extraFen, other.extraFen),
                warranty + other.warranty,
                faults + other.faults,
                fixed + other.fixed);
    }
}
