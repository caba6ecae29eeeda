package community.doorstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few phones with an open stream each, and when one of them first heard of a job by one of these events. */
final class Phones implements AutoCloseable {

    private static final Pattern JOB = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final URI house;
    private final Set<String> events;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Map<UUID, Instant> heard = new ConcurrentHashMap<>();

    Phones(BenchedHouse house, Set<String> events) {
        this.house = URI.create(house.address());
        this.events = events;
    }

    void listen(String path, int person) throws IOException {
        Socket phone = new Socket(house.getHost(), house.getPort());
        sockets.add(phone);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + Ground.token(person)
                + "\r\nAccept: text/event-stream\r\n\r\n";
        phone.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        Thread reader = new Thread(() -> read(phone), "phone-" + person);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Socket phone) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(phone.getInputStream(), StandardCharsets.UTF_8))) {
            boolean told = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    String event = line.substring("event:".length());
                    told = events.contains(event);
                    begun.addAndGet(event.equals("reset") ? 1 : 0);
                } else if (told) {
                    // What belongs to the event, wherever the chunks of HTTP cut it.
                    note(line);
                }
            }
        } catch (IOException over) {
            System.out.println("  a phone hung up");
        }
    }

    private void note(String line) {
        Instant now = Instant.now();
        Matcher job = JOB.matcher(line);
        while (job.find()) {
            heard.putIfAbsent(UUID.fromString(job.group(1)), now);
        }
    }

    /** Each has got its first event, the {@code reset}, and every station stands in Redis. */
    void awaitAll(String redisAddress) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE_NANOS; begun.get() < sockets.size(); Thread.sleep(20)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + begun + " streams began");
            }
        }
        try (Redis redis = new Redis(redisAddress)) {
            for (int community = 0; community < Ground.COMMUNITIES; community++) {
                redis.awaitGen(Ground.station(community), "");
            }
        }
    }

    /** When each of these jobs was first heard of; fails when one in a hundred was not. */
    Map<UUID, Instant> heard(Collection<UUID> jobs) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE_NANOS;
                System.nanoTime() < end && !heard.keySet().containsAll(jobs); ) {
            Thread.sleep(20);
        }
        Map<UUID, Instant> known = new HashMap<>(heard);
        known.keySet().retainAll(jobs);
        if (known.size() < jobs.size() * 0.99) {
            throw new IllegalStateException(known.size() + " of " + jobs.size() + " jobs were heard of");
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        for (Socket phone : sockets) {
            phone.close();
        }
    }
}
