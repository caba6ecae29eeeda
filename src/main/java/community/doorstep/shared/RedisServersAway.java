package community.doorstep.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which of Redis' servers failed within the last second, by name: one that is away takes no other with it. */
final class RedisServersAway {

    private static final long NANOS = 1_000_000_000;

    private final Map<String, Long> until = new ConcurrentHashMap<>();

    boolean is(String server) {
        Long end = until.get(server);
        return end != null && System.nanoTime() - end < 0;
    }

    void note(String server) {
        until.put(server, System.nanoTime() + NANOS);
    }
}
