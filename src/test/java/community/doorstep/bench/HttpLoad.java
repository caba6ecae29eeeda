package community.doorstep.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * HTTP/1.1 over keep-alive connections on one thread, one request under way on each. It shares the machine with what it
 * measures, so it must cost little: no framework, and no copy that can be spared.
 */
public final class HttpLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record HangUp(long at, HttpConnection connection, HttpRequest request) {}

    private final InetSocketAddress server;
    private final HttpWork work;
    private final Selector selector;
    private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
    private final PriorityQueue<HangUp> hangUps = new PriorityQueue<>(Comparator.comparingLong(HangUp::at));
    private int underWay;

    public HttpLoad(InetSocketAddress server, HttpWork work) throws IOException {
        this.server = server;
        this.work = work;
        this.selector = Selector.open();
    }

    /** Opens so many connections and works on them until the work is done and every answer is there. */
    public void run(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            HttpConnection.open(server, selector);
        }
        for (long end = System.nanoTime() + PATIENCE.toNanos(); free.size() < connections; ) {
            turn(100);
            mustBeBefore(end, () -> "Not all connections were accepted");
        }
        work.begin();
        while (work.goesOn()) {
            send();
            turn(1);
        }
        for (long end = System.nanoTime() + PATIENCE.toNanos(); underWay > 0; ) {
            turn(10);
            mustBeBefore(end, () -> "Without an answer: " + unanswered());
        }
    }

    private List<Object> unanswered() {
        return selector.keys().stream()
                .map(key -> ((HttpConnection) key.attachment()).request())
                .filter(Objects::nonNull)
                .map(HttpRequest::tag)
                .toList();
    }

    private static void mustBeBefore(long end, Supplier<String> otherwise) {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException(otherwise.get());
        }
    }

    private void send() {
        while (!free.isEmpty()) {
            HttpRequest request = work.next();
            if (request == null) {
                return;
            }
            send(free.poll(), request);
        }
    }

    private void send(HttpConnection connection, HttpRequest request) {
        underWay++;
        try {
            connection.send(request);
        } catch (IOException ended) {
            lost(connection);
            return;
        }
        if (request.hangUpAfterNanos() >= 0) {
            hangUps.add(new HangUp(System.nanoTime() + request.hangUpAfterNanos(), connection, request));
        }
    }

    private void turn(long milliseconds) throws IOException {
        selector.select(this::ready, milliseconds);
        long now = System.nanoTime();
        while (!hangUps.isEmpty() && hangUps.peek().at() - now <= 0) {
            HangUp due = hangUps.poll();
            if (due.connection().isServing(due.request())) {
                lost(due.connection());
            }
        }
    }

    private void ready(SelectionKey key) {
        HttpConnection connection = (HttpConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.connected();
                free.add(connection);
                return;
            }
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable()) {
                HttpAnswer answer = connection.read();
                if (answer != null) {
                    answered(connection, answer);
                }
            }
        } catch (IOException ended) {
            lost(connection);
        }
    }

    private void answered(HttpConnection connection, HttpAnswer answer) {
        HttpRequest request = connection.request();
        long nanos = connection.done();
        underWay--;
        work.answered(request, answer, nanos);
        HttpRequest next = work.goesOn() ? work.next() : null;
        if (next == null) {
            free.add(connection);
        } else {
            send(connection, next);
        }
    }

    /** A connection that has ended is replaced; its request, if there was one, is told of. */
    private void lost(HttpConnection connection) {
        connection.close();
        free.remove(connection);
        HttpRequest request = connection.request();
        try {
            HttpConnection.open(server, selector);
        } catch (IOException refused) {
            throw new IllegalStateException("The server is gone", refused);
        }
        if (request != null) {
            underWay--;
            work.broken(request);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((HttpConnection) key.attachment()).close();
        }
        selector.close();
    }
}
