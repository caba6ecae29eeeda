package community.doorstep.bench;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Everyone asks once what one of a community's slots costs, and prepares the letters that book it. */
final class QuoteTaking implements HttpWork {

    /** On a machine that is busy a cold application is slow at first, and says so. */
    private static final int MOST_PUT_OFF = 10_000;

    private final Order order;
    private final Letters[] bookings;
    private final IntUnaryOperator community;
    private final long began = System.nanoTime();
    private final ArrayDeque<Integer> again = new ArrayDeque<>();
    private int asked;
    private int answered;
    private int putOff;

    QuoteTaking(Order order, Letters[] bookings, IntUnaryOperator community) {
        this.order = order;
        this.bookings = bookings;
        this.community = community;
    }

    @Override
    public HttpRequest next() {
        if (asked == Ground.PEOPLE && again.isEmpty()) {
            return null;
        }
        int person = again.isEmpty() ? asked++ : again.poll();
        int from = community.applyAsInt(person);
        Letters letters = Letters.quote(Ground.token(person), Ground.service(from));
        return new HttpRequest(letters.forSlot(Ground.slot(order.day(), from, 0)), person);
    }

    @Override
    public void answered(HttpRequest request, HttpAnswer answer, long nanos) {
        int person = (Integer) request.tag();
        String quote = answer.text("token");
        if (answer.status() == 503 && putOff++ < MOST_PUT_OFF) {
            again.add(person);
            return;
        }
        if (quote.isEmpty()) {
            throw new IllegalStateException("Instead of a quote: " + answer.status() + " " + answer.body());
        }
        bookings[person] = Letters.booking(Ground.token(person), quote);
        answered++;
    }

    @Override
    public void broken(HttpRequest request) {
        throw new IllegalStateException("The connection broke while quotes were taken");
    }

    @Override
    public boolean goesOn() {
        return answered < Ground.PEOPLE;
    }

    Outcome outcome() {
        return new Outcome(answered, (System.nanoTime() - began) / 1e9, 0, 0, Map.of());
    }
}
