package community.doorstep.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The measured house's Redis, to see and to lose stations in it. */
final class Redis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    Redis(String address) {
        client = RedisClient.create(address);
        connection = client.connect();
    }

    private static String key(UUID station, String name) {
        return "d:{" + station + "}:" + name;
    }

    /** Empty when the station must be rebuilt. */
    String gen(UUID station) {
        String gen = connection.sync().hget(key(station, "gen"), "id");
        return gen == null ? "" : gen;
    }

    void lose(UUID station) {
        connection
                .sync()
                .unlink(List.of("gen", "ready", "jobs", "lease", "busy", "gone", "events").stream()
                        .map(name -> key(station, name))
                        .toArray(String[]::new));
    }

    /** Callers too, who have new roles. */
    void forgetAll() {
        connection.sync().flushall();
    }

    /** Another than that one. */
    void awaitGen(UUID station, String than) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String gen = gen(station); gen.isEmpty() || gen.equals(than); gen = gen(station)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The station is not rebuilt");
            }
            Thread.sleep(5);
        }
    }

    /** A station's event as the scripts write it, to whoever listens. */
    void tell(UUID station, String card) {
        long seq = connection.sync().hincrby(key(station, "gen"), "seq", 1);
        connection
                .sync()
                .xadd(
                        key(station, "events"),
                        new io.lettuce.core.XAddArgs().maxlen(1000).id(seq + "-0"),
                        Map.of("card", card));
        connection.sync().publish("d:news", station.toString());
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
