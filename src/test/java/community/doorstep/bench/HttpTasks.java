package community.doorstep.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.LongFunction;

/** The load that goes over HTTP. */
final class HttpTasks {

    private final InetSocketAddress server;
    private final Letters[] bookings = new Letters[Ground.PEOPLE];
    private final Letters[] hotBookings = new Letters[Ground.PEOPLE];
    private final Letters[] quotes = new Letters[Ground.PEOPLE];
    private final byte[][] nothing = new byte[Ground.PEOPLE][];

    HttpTasks(int port) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        for (int person = 0; person < Ground.PEOPLE; person++) {
            String token = Ground.token(person);
            quotes[person] = Letters.quote(token, Ground.service(Ground.communityOf(person)));
            nothing[person] = Letters.nothing(token);
        }
    }

    Outcome run(Order order) throws IOException {
        return switch (order.task()) {
            case TAKE_QUOTES -> takeQuotes(order);
            case BOOK -> ask(order, n -> booking(bookings, Ground.seat(order.day(), n)), 201);
            case BOOK_HOT -> ask(order, n -> booking(hotBookings, Ground.hotSeat(order.day(), n)), 201);
            case SOLD_OUT -> ask(order, n -> booking(hotBookings, full(order.day(), n)), 409);
            case QUOTE -> ask(order, n -> quote(order.day(), n), 200);
            case NOTHING -> ask(order, n -> nothing[Ground.nth(n)], 200);
            case JDBC, JDBC_HOT -> throw new IllegalArgumentException(order.toString());
        };
    }

    private Outcome ask(Order order, LongFunction<byte[]> requests, int wanted) throws IOException {
        Asking asking = new Asking(requests, wanted, order.seconds());
        try (HttpLoad load = new HttpLoad(server, asking)) {
            load.run(order.connections());
        }
        return asking.outcome();
    }

    private static byte[] booking(Letters[] letters, Ground.Seat seat) {
        return seat == null ? null : letters[seat.person()].withKeyFor(seat.slot());
    }

    private static Ground.Seat full(int day, long n) {
        return new Ground.Seat(Ground.nth(n), Ground.slot(day, Ground.HOT, Ground.FULL_SLOT));
    }

    private byte[] quote(int day, long n) {
        int person = Ground.nth(n);
        return quotes[person].forSlot(Ground.slot(day, Ground.communityOf(person), (int) (n % Ground.SLOTS)));
    }

    private Outcome takeQuotes(Order order) throws IOException {
        QuoteTaking own = new QuoteTaking(order, bookings, Ground::communityOf);
        QuoteTaking hot = new QuoteTaking(order, hotBookings, person -> Ground.HOT);
        for (QuoteTaking taking : new QuoteTaking[] {own, hot}) {
            try (HttpLoad load = new HttpLoad(server, taking)) {
                load.run(order.connections());
            }
        }
        return hot.outcome();
    }
}
