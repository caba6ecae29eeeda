package community.doorstep.dispatch;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A Redis, alone or a cluster, that tests do harm to. */
abstract class FailingRedis implements AutoCloseable {

    /** Its threads are made once; each command has a connection of its own, whatever became of the one before. */
    private static final RedisClient CLIENT = RedisClient.create();

    /** Where the application finds it. */
    abstract Map<String, String> properties();

    abstract List<Integer> ports();

    /** One server ends and comes back with nothing in it. */
    abstract void restart(int which);

    void flush() {
        onEach(RedisCommands::flushall);
    }

    void forgetScripts() {
        onEach(RedisCommands::scriptFlush);
    }

    void full() {
        onEach(redis -> redis.configSet("maxmemory", "1"));
    }

    void roomy() {
        onEach(redis -> redis.configSet("maxmemory", "0"));
    }

    private void onEach(Consumer<RedisCommands<byte[], byte[]>> what) {
        for (int port : ports()) {
            on(port, redis -> {
                what.accept(redis);
                return true;
            });
        }
    }

    static <T> T on(int port, Function<RedisCommands<byte[], byte[]>, T> what) {
        RedisURI server = RedisURI.create("127.0.0.1", port);
        try (StatefulRedisConnection<byte[], byte[]> connection = CLIENT.connect(ByteArrayCodec.INSTANCE, server)) {
            return what.apply(connection.sync());
        }
    }

    /** On the server that has the key, once the others do not take it for dead: they may, when the machine is busy. */
    private <T> T at(String key, Function<RedisCommands<byte[], byte[]>, T> what) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(
                        failure -> String.valueOf(failure.getMessage()).startsWith("CLUSTERDOWN"))
                .until(() -> on(ports().get(nodeOf(key)), what), answer -> true);
    }

    /** Which server got the key's slot in the beginning. */
    final int nodeOf(String key) {
        return SlotHash.getSlot(key) * ports().size() / SlotHash.SLOT_COUNT;
    }

    final boolean has(int node, String key) {
        return on(ports().get(node), redis -> redis.exists(bytes(key))) == 1;
    }

    /** Its commands wait. */
    final void hang(int node, Duration most) {
        on(ports().get(node), redis -> redis.clientPause(most.toMillis()));
    }

    void delete(String key) {
        at(key, redis -> redis.del(bytes(key)));
    }

    Map<String, byte[]> copy(StationKeys keys) {
        return at(keys.gen(), redis -> {
            Map<String, byte[]> copy = new HashMap<>();
            keys.all().forEach(key -> copy.put(key, redis.dump(bytes(key))));
            return copy;
        });
    }

    void restore(StationKeys keys, Map<String, byte[]> copy) {
        at(keys.gen(), redis -> {
            copy.forEach((key, value) -> restore(redis, bytes(key), value));
            return true;
        });
    }

    private static void restore(RedisCommands<byte[], byte[]> redis, byte[] key, byte[] value) {
        if (value == null) {
            redis.del(key);
        } else {
            redis.restore(key, value, RestoreArgs.Builder.ttl(0).replace());
        }
    }

    Map<String, String> hash(String key) {
        Map<String, String> text = new HashMap<>();
        at(key, redis -> redis.hgetall(bytes(key))).forEach((field, value) -> text.put(text(field), text(value)));
        return text;
    }

    /** A sorted set's members, in its order. */
    List<String> sorted(String key) {
        return at(key, redis -> redis.zrange(bytes(key), 0, -1)).stream()
                .map(FailingRedis::text)
                .toList();
    }

    Map<String, String> scores(String key) {
        Map<String, String> scores = new HashMap<>();
        at(key, redis -> redis.zrangeWithScores(bytes(key), 0, -1))
                .forEach(one -> scores.put(text(one.getValue()), String.format("%.0f", one.getScore())));
        return scores;
    }

    /** A stream's events in their order: what each tells, by its number. */
    Map<Long, String> events(String key) {
        Map<Long, String> events = new LinkedHashMap<>();
        at(key, redis -> redis.xrange(bytes(key), Range.unbounded()))
                .forEach(event -> events.put(
                        Long.parseLong(event.getId().split("-")[0]),
                        text(event.getBody().values().iterator().next())));
        return events;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public abstract void close();

    static void meet(List<Integer> ports) {
        for (int i = 0; i < ports.size(); i++) {
            int first = (i * SlotHash.SLOT_COUNT + ports.size() - 1) / ports.size();
            int end = ((i + 1) * SlotHash.SLOT_COUNT + ports.size() - 1) / ports.size();
            int[] slots = java.util.stream.IntStream.range(first, end).toArray();
            on(ports.get(i), redis -> redis.clusterAddSlots(slots));
            int other = ports.get(0);
            on(ports.get(i), redis -> redis.clusterMeet("127.0.0.1", other));
        }
    }

    static boolean stands(List<Integer> ports) {
        return ports.stream()
                .allMatch(port -> on(port, redis -> redis.clusterInfo()).contains("cluster_state:ok"));
    }
}
