package community.doorstep.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Five thousand phones with an open stream each, and a thousand events a second that reach them. */
final class Streaming {

    private static final int PHONES = 5_000;
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final String MARK = "\"title\":\"t";
    private static final int WARM_SECONDS = 20;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final BenchedHouse house;
    private final double seconds;
    private final List<SocketChannel> phones = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long[] nanos = new long[1 << 16];
    private int heard;
    private int begun;
    private boolean measuring;

    Streaming(BenchedHouse house, BenchSettings settings) {
        this.house = house;
        this.seconds = Math.max(settings.seconds() * settings.pairs(), 5);
    }

    Row measured() throws Exception {
        house.settlement().forgetJobs();
        double before = Proc.residentMegabytes(house.applicationPid());
        try (Selector selector = Selector.open();
                Redis redis = new Redis(house.redis())) {
            open(selector);
            double after = Proc.residentMegabytes(house.applicationPid());
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                redis.awaitGen(Ground.station(community), "");
            }
            tell(selector, redis, WARM_SECONDS);
            measuring = true;
            tell(selector, redis, seconds);
            return row((after - before) * 1024 / PHONES);
        } finally {
            for (SocketChannel phone : phones) {
                phone.close();
            }
        }
    }

    /** Each gets its first event, the {@code reset}. */
    private void open(Selector selector) throws IOException {
        URI address = URI.create(house.address());
        for (int person = 0; person < PHONES; person++) {
            SocketChannel phone = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
            phone.write(
                    ByteBuffer.wrap(("GET /api/worker/jobs/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                                    + Ground.token(person) + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1)));
            phone.configureBlocking(false);
            phone.register(selector, SelectionKey.OP_READ);
            phones.add(phone);
            selector.select(this::read, 1);
        }
        for (long end = System.nanoTime() + PATIENCE_NANOS; begun < PHONES; selector.select(this::read, 100)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + begun + " streams began");
            }
        }
    }

    private void tell(Selector selector, Redis redis, double length) throws IOException {
        int phonesOfAStation = PHONES / Ground.COMMUNITIES;
        long pause = 1_000_000_000L * phonesOfAStation / EVENTS_PER_SECOND;
        long end = System.nanoTime() + (long) (length * 1e9);
        int station = 0;
        for (long next = System.nanoTime(); next < end; next += pause) {
            redis.tell(Ground.station(station), card(station));
            station = (station + 1) % Ground.COMMUNITIES;
            while (System.nanoTime() < next + pause) {
                selector.select(this::read, 1);
            }
        }
        for (long last = System.nanoTime() + 1_000_000_000L; System.nanoTime() < last; ) {
            selector.select(this::read, 10);
        }
    }

    private static String card(int station) {
        Instant now = Instant.now();
        return LoadGenerator.JSON.writeValueAsString(Map.ofEntries(
                Map.entry("id", UUID.randomUUID()),
                Map.entry("version", 1),
                Map.entry("state", "WAITING"),
                Map.entry("stationId", Ground.station(station)),
                Map.entry("skill", "TAP"),
                Map.entry("title", "t" + System.nanoTime()),
                Map.entry("danger", false),
                Map.entry("stairs", false),
                Map.entry("rank", 1),
                Map.entry("startsAt", now.toString()),
                Map.entry("promisedBy", now.toString()),
                Map.entry("near", Map.of("latitude", 26.588, "longitude", 101.718)),
                Map.entry("openToAll", true)));
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("a stream ended");
            }
        } catch (IOException ended) {
            throw new IllegalStateException(ended);
        }
        long now = System.nanoTime();
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        if (text.contains("event:reset")) {
            begun++;
        }
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            int end = text.indexOf('"', at + MARK.length());
            if (end > 0 && measuring) {
                note(now - Long.parseLong(text.substring(at + MARK.length(), end)));
            }
        }
    }

    private void note(long took) {
        if (heard == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * heard);
        }
        nanos[heard++] = took;
    }

    private Row row(double kilobytes) {
        return Row.reaching(
                "streams",
                "an event to 5,000 open streams, 1,000 a second",
                Outcome.of(nanos, heard, seconds, Map.of()),
                String.format(Locale.ROOT, "%,d heard, %.0f kB a stream", heard, kilobytes));
    }
}
