package community.doorstep.dispatch;

import community.doorstep.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisServer;

/** One server, of the test's own. */
final class RedisAlone extends FailingRedis {

    private final int port = Ports.any();
    private RedisServer server = started();

    private RedisServer started() {
        try {
            RedisServer begun = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            begun.start();
            return begun;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    Map<String, String> properties() {
        return Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", String.valueOf(port));
    }

    @Override
    List<Integer> ports() {
        return List.of(port);
    }

    @Override
    void restart(int which) {
        close();
        server = started();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
