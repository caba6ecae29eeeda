package community.doorstep.bench;

import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.embedded.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL and Redis: embedded ones that wait for the disk, or those that {@code SPRING_R2DBC_URL} and the other
 * variables of production name. External ones must be empty, and theirs is the time.
 */
final class BenchServers implements AutoCloseable {

    private static final List<String> NAMES = List.of(
            "spring.r2dbc.url",
            "spring.r2dbc.username",
            "spring.r2dbc.password",
            "spring.flyway.url",
            "spring.flyway.user",
            "spring.flyway.password",
            "spring.data.redis.host",
            "spring.data.redis.port",
            "spring.data.redis.password");

    private final Path folder;
    private final EmbeddedServers embedded;
    private final Map<String, String> settings;

    private BenchServers(Path folder, EmbeddedServers embedded, Map<String, String> settings) {
        this.folder = folder;
        this.embedded = embedded;
        this.settings = settings;
    }

    static BenchServers start(Path folder) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = System.getenv(name.replace('.', '_').toUpperCase(java.util.Locale.ROOT));
            if (value != null) {
                given.put(name, value);
            }
        }
        if (given.containsKey("spring.r2dbc.url")) {
            return new BenchServers(folder, null, given);
        }
        Folders.delete(folder);
        EmbeddedServers servers = EmbeddedServers.start(folder, 0, 0, true);
        return new BenchServers(folder, servers, servers.properties());
    }

    Map<String, String> settings() {
        return settings;
    }

    JdbcTasks.Database owner() {
        return new JdbcTasks.Database(
                settings.get("spring.flyway.url"),
                settings.get("spring.flyway.user"),
                settings.getOrDefault("spring.flyway.password", ""));
    }

    /** The application's role. */
    JdbcTasks.Database application() {
        return new JdbcTasks.Database(
                settings.get("spring.flyway.url"),
                settings.get("spring.r2dbc.username"),
                settings.getOrDefault("spring.r2dbc.password", ""));
    }

    /** Of the embedded ones. */
    Map<String, Long> pids() throws IOException {
        return embedded == null
                ? Map.of()
                : Map.of("PostgreSQL", pid("postgres/postmaster.pid"), "Redis", pid("redis/redis.pid"));
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve(file)).get(0).strip());
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
            Folders.delete(folder);
        }
    }
}
