package community.doorstep.bench;

import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Everyone asks once what one of a community's slots costs, and prepares the letters that book it. */
final class QuoteTaking implements HttpWork {

    private final Order order;
    private final Letters[] bookings;
    private final IntUnaryOperator community;
    private final long began = System.nanoTime();
    private int asked;
    private int answered;

    QuoteTaking(Order order, Letters[] bookings, IntUnaryOperator community) {
        this.order = order;
        this.bookings = bookings;
        this.community = community;
    }

    @Override
    public HttpRequest next() {
        if (asked == Ground.PEOPLE) {
            return null;
        }
        int person = asked++;
        int from = community.applyAsInt(person);
        Letters letters = Letters.quote(Ground.token(person), Ground.service(from));
        return new HttpRequest(letters.forSlot(Ground.slot(order.day(), from, 0)), person);
    }

    @Override
    public void answered(HttpRequest request, HttpAnswer answer, long nanos) {
        String quote = answer.text("token");
        if (quote.isEmpty()) {
            throw new IllegalStateException("Instead of a quote: " + answer.status() + " " + answer.body());
        }
        int person = (Integer) request.tag();
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
