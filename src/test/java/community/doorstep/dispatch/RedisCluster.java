package community.doorstep.dispatch;

import static org.awaitility.Awaitility.await;

import community.doorstep.embedded.Ports;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;

/** Three servers without replicas. */
final class RedisCluster extends FailingRedis {

    private final Path folder;
    private final List<Integer> ports =
            IntStream.range(0, 3).mapToObj(i -> Ports.ofNode()).toList();
    private final List<RedisServer> servers = new ArrayList<>();

    RedisCluster(Path folder) {
        this.folder = folder.toAbsolutePath();
        ports.forEach(port -> servers.add(started(port)));
        meet(ports);
        await().atMost(Duration.ofSeconds(30)).until(() -> stands(ports));
    }

    private RedisServer started(int port) {
        try {
            Path home = Files.createDirectories(folder.resolve("redis-" + port));
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir " + home)
                    .setting("save \"\"")
                    .setting("cluster-enabled yes")
                    .setting("cluster-require-full-coverage no")
                    .setting("cluster-node-timeout 2000")
                    .build();
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    Map<String, String> properties() {
        return Map.of(
                "spring.data.redis.cluster.nodes",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    }

    @Override
    List<Integer> ports() {
        return ports;
    }

    @Override
    void restart(int which) {
        int node = which % servers.size();
        end(node);
        begin(node);
    }

    void end(int node) {
        stop(servers.get(node));
    }

    /** With nothing in it. */
    void begin(int node) {
        servers.set(node, started(ports.get(node)));
    }

    /** The key's slot, with nothing in it, becomes another node's, once all know it: who was started anew hears of it late. */
    void move(String key, int node) {
        String id = on(ports.get(node), redis -> redis.clusterMyId());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ports.stream()
                        .allMatch(
                                port -> on(port, redis -> redis.clusterNodes()).contains(id)));
        ports.forEach(port -> on(port, redis -> redis.clusterSetSlotNode(SlotHash.getSlot(key), id)));
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        servers.forEach(RedisCluster::stop);
    }
}
