package community.doorstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A real PostgreSQL and a real Redis on loopback, with the two database roles that production has. */
public final class EmbeddedServers implements AutoCloseable {

    private static final String DATABASE = "doorstep";
    private static final String OWNER = "doorstep_owner";
    private static final String APPLICATION = "doorstep_app";

    private final PostgresProcess postgres;
    private final RedisProcess redis;
    private final Watchdog watchdog;

    private EmbeddedServers(PostgresProcess postgres, RedisProcess redis, Watchdog watchdog) {
        this.postgres = postgres;
        this.redis = redis;
        this.watchdog = watchdog;
    }

    /**
     * Starts both with their data under the directory, kept there; ports 0 mean any free one. Without durability a
     * commit does not wait for the disk, which suits tests.
     */
    public static EmbeddedServers start(Path directory, int postgresPort, int redisPort, boolean durable) {
        try {
            Path folder = Files.createDirectories(directory).toAbsolutePath();
            PostgresProcess postgres =
                    new PostgresProcess(folder, postgresPort == 0 ? Ports.any() : postgresPort, durable);
            RedisProcess redis = new RedisProcess(folder.resolve("redis"), redisPort == 0 ? Ports.any() : redisPort);
            Watchdog watchdog = Watchdog.over(postgres.pidFile(), redis.pidFile());
            EmbeddedServers servers = new EmbeddedServers(postgres, redis, watchdog);
            servers.start();
            return servers;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void start() throws IOException {
        try {
            postgres.start();
            prepare();
            redis.start();
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void prepare() throws IOException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")
                    .next()) {
                statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD 'embedded-owner'");
                statement.execute("CREATE ROLE " + APPLICATION + " LOGIN PASSWORD 'embedded-app'");
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
            postgres.initialised();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The settings that point the application here. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.r2dbc.url", "r2dbc:postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE);
        properties.put("spring.r2dbc.username", APPLICATION);
        properties.put("spring.r2dbc.password", "embedded-app");
        properties.put("spring.flyway.url", postgres.jdbcUrl(DATABASE));
        properties.put("spring.flyway.user", OWNER);
        properties.put("spring.flyway.password", "embedded-owner");
        properties.put("spring.data.redis.host", "127.0.0.1");
        properties.put("spring.data.redis.port", String.valueOf(redis.port()));
        return properties;
    }

    public int postgresPort() {
        return postgres.port();
    }

    public int redisPort() {
        return redis.port();
    }

    /** In an orderly way: every connection is closed. */
    public void stopPostgres() {
        unchecked(postgres::stop);
    }

    /** As a crash would. */
    public void killPostgres() {
        unchecked(postgres::kill);
    }

    /** On the same port with the same data. */
    public void startPostgres() {
        unchecked(postgres::start);
    }

    /** What it held is gone. */
    public void stopRedis() {
        unchecked(redis::stop);
    }

    /** On the same port, empty. */
    public void startRedis() {
        unchecked(redis::start);
    }

    @Override
    public void close() {
        stopRedis();
        stopPostgres();
        unchecked(watchdog::close);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
