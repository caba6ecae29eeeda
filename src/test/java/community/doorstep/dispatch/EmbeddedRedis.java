package community.doorstep.dispatch;

import community.doorstep.embedded.EmbeddedServers;
import java.util.List;
import java.util.Map;

/** The one that the embedded servers bring. */
final class EmbeddedRedis extends FailingRedis {

    private final EmbeddedServers servers;

    EmbeddedRedis(EmbeddedServers servers) {
        this.servers = servers;
    }

    @Override
    Map<String, String> properties() {
        return Map.of(
                "spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", String.valueOf(servers.redisPort()));
    }

    @Override
    List<Integer> ports() {
        return List.of(servers.redisPort());
    }

    @Override
    void restart(int which) {
        servers.stopRedis();
        servers.startRedis();
    }

    @Override
    public void close() {
        // It ends with the servers.
    }
}
