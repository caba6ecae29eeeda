package community.doorstep.shared;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Asks Redis for what only makes things quicker: an error or a time-out is an empty answer, and while the server that
 * has the key is known to be away nobody waits for it; a cluster's others are asked on. All goes over connections of its
 * own, one for each event loop (but of a cluster), so that a command and its answer stay on the thread that asks;
 * without Spring's template, which takes locks and some twenty operators for each command.
 */
@Component
public class RedisHint implements SmartLifecycle {

    /** Netty deals connections out to the loops in turn, but others may connect in between. */
    private static final int MOST_TRIES = 4 * EventLoops.COUNT;

    /** Keys enough that each of a few dozen nodes has one. */
    private static final int KEYS_ON_ALL_NODES = 500;

    private static final Duration CONNECT_AGAIN = Duration.ofSeconds(1);

    /** A command about one key. */
    public interface Command<T> {
        CompletionStage<T> sent(RedisClusterAsyncCommands<String, String> commands, String key);
    }

    /** A connection that commands go over; it connects again by itself. */
    private record Wire(
            StatefulConnection<String, String> connection, RedisClusterAsyncCommands<String, String> commands) {}

    private record Wires(List<Wire> all, Map<Thread, Wire> near, UnaryOperator<String> serverOf) {

        /** That of this event loop; any for other threads. */
        Wire here() {
            return near.getOrDefault(Thread.currentThread(), all.get(0));
        }
    }

    private final LettuceConnectionFactory factory;
    private final MeterRegistry meters;
    private final RedisServersAway away = new RedisServersAway();
    private volatile @Nullable Wires wires;
    private volatile @Nullable Disposable connecting;

    RedisHint(LettuceConnectionFactory factory, MeterRegistry meters) {
        this.factory = factory;
        this.meters = meters;
    }

    /** The script's answer; empty when Redis is away. The keys share one hash tag. */
    public <T> Mono<T> run(RedisScript<T> script, List<String> keys, List<String> arguments) {
        String[] names = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        return ask(
                keys.get(0),
                (commands, first) -> commands.<T>evalsha(script.digest(), script.output(), names, values)
                        .exceptionallyCompose(error -> isForgotten(error)
                                ? commands.<T>eval(script.text(), script.output(), names, values)
                                : CompletableFuture.failedStage(error)));
    }

    /** Redis was restarted, or its scripts flushed. */
    private static boolean isForgotten(Throwable error) {
        return error instanceof RedisNoScriptException || error.getCause() instanceof RedisNoScriptException;
    }

    /** The command's answer; empty when there is none, or Redis is away. */
    public <T> Mono<T> ask(String key, Command<T> command) {
        return Mono.defer(() -> {
            Wires current = wires;
            return current == null ? Mono.empty() : ask(current, key, command);
        });
    }

    private <T> Mono<T> ask(Wires current, String key, Command<T> command) {
        String server = current.serverOf().apply(key);
        return away.is(server)
                ? Mono.empty()
                : Mono.fromFuture(
                                () -> command.sent(current.here().commands(), key)
                                        .toCompletableFuture(),
                                true)
                        .onErrorResume(Exception.class, error -> failed(server));
    }

    /** Whether it has ever reached Redis. */
    boolean isConnected() {
        return wires != null;
    }

    /** Whether the server that has this key failed within the last second. */
    public boolean isAway(String key) {
        Wires current = wires;
        return current != null && away.is(current.serverOf().apply(key));
    }

    private <T> Mono<T> failed(String server) {
        away.note(server);
        meters.counter("doorstep.redis.away").increment();
        return Mono.empty();
    }

    private Wires connectAll() {
        AbstractRedisClient client = factory.getRequiredNativeClient();
        return client instanceof RedisClusterClient cluster ? spread(cluster) : near((RedisClient) client);
    }

    private static Wires near(RedisClient client) {
        List<Wire> all = new ArrayList<>();
        try {
            Map<Thread, Wire> near = new HashMap<>();
            for (int tries = 0; near.size() < EventLoops.COUNT && tries < MOST_TRIES; tries++) {
                StatefulRedisConnection<String, String> connection = client.connect();
                Wire wire = new Wire(connection, connection.async());
                all.add(wire);
                near.put(threadOf(wire), wire);
            }
            return new Wires(all, near, key -> "");
        } catch (RuntimeException failed) {
            close(all);
            throw failed;
        }
    }

    /**
     * One for all: a cluster's has a connection to each node, on whatever loop it happened to get. It makes them when
     * they are first used, and nobody who asks should have to wait for that: some key of each node is asked for now.
     */
    private static Wires spread(RedisClusterClient cluster) {
        StatefulRedisClusterConnection<String, String> connection = cluster.connect();
        RedisClusterAsyncCommands<String, String> commands = connection.async();
        CompletableFuture<?>[] asked = IntStream.range(0, KEYS_ON_ALL_NODES)
                .mapToObj(i -> commands.exists("anybody:" + i).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        // A node that is away is connected when it is back.
        CompletableFuture.allOf(asked).exceptionally(away -> null).join();
        return new Wires(
                List.of(new Wire(connection, commands)), Map.of(), key -> server(connection.getPartitions(), key));
    }

    /** Nobody's, when no node serves the key's slot. */
    private static String server(Partitions nodes, String key) {
        RedisClusterNode node = nodes.getPartitionBySlot(SlotHash.getSlot(key));
        return node == null ? "" : node.getNodeId();
    }

    private static void close(List<Wire> wires) {
        wires.forEach(wire -> wire.connection().close());
    }

    /** The thread that answers on it: always the same. */
    private static Thread threadOf(Wire wire) {
        return wire.commands()
                .ping()
                .thenApply(pong -> Thread.currentThread())
                .toCompletableFuture()
                .join();
    }

    /** Connecting waits, and Redis may not be there yet: not on an event loop, and again until it is. */
    @Override
    public void start() {
        connecting = Mono.fromCallable(this::connectAll)
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, CONNECT_AGAIN))
                .subscribe(connected -> wires = connected);
    }

    @Override
    public void stop() {
        Disposable begun = connecting;
        connecting = null;
        if (begun != null) {
            begun.dispose();
        }
        Wires current = wires;
        wires = null;
        if (current != null) {
            close(current.all());
        }
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }

    /** Before whoever may ask. */
    @Override
    public int getPhase() {
        return 1;
    }
}
