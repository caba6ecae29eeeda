package community.doorstep.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The same bookings by plain JDBC, a thread and a connection each: the limit that ours is measured against. */
final class JdbcTasks implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final List<JdbcBooking> desks = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Database database;

    record Database(String url, String user, String password) {}

    JdbcTasks(Database database) {
        this.database = database;
    }

    Outcome run(Order order) throws SQLException, InterruptedException, ExecutionException {
        while (desks.size() < order.connections()) {
            Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
            connections.add(connection);
            desks.add(new JdbcBooking(connection));
        }
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        long end = began + (long) (order.seconds() * 1e9);
        List<Callable<long[]>> works = desks.subList(0, order.connections()).stream()
                .map(desk -> (Callable<long[]>) () -> book(desk, order, next, end))
                .toList();
        long[] nanos = new long[0];
        for (Future<long[]> work : threads.invokeAll(works)) {
            long[] more = work.get();
            int before = nanos.length;
            nanos = Arrays.copyOf(nanos, before + more.length);
            System.arraycopy(more, 0, nanos, before, more.length);
        }
        double seconds = Math.min(System.nanoTime() - began, end - began) / 1e9;
        return Outcome.of(nanos, nanos.length, seconds, Map.of("booked", (long) nanos.length));
    }

    private static long[] book(JdbcBooking desk, Order order, AtomicLong next, long end) throws SQLException {
        long[] nanos = new long[1 << 12];
        int done = 0;
        long before = System.nanoTime();
        while (true) {
            long n = next.getAndIncrement();
            Ground.Seat seat = order.task().isHot() ? Ground.hotSeat(order.day(), n) : Ground.seat(order.day(), n);
            if (seat == null) {
                break;
            }
            desk.book(seat, order.day(), order.task().isHot() ? Ground.HOT : Ground.communityOf(seat.person()));
            long now = System.nanoTime();
            if (now > end) {
                break;
            }
            if (done == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * done);
            }
            nanos[done++] = now - before;
            before = now;
        }
        return Arrays.copyOf(nanos, done);
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
