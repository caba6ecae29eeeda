package community.doorstep.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import redis.embedded.RedisServer;

/** A real PostgreSQL and a real Redis on loopback, with the two database roles that production has. */
public final class EmbeddedServers implements AutoCloseable {

    private static final String DATABASE = "doorstep";
    private static final String OWNER = "doorstep_owner";
    private static final String APPLICATION = "doorstep_app";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort;

    private EmbeddedServers(EmbeddedPostgres postgres, RedisServer redis, int redisPort) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** Starts both with their data under the directory, kept there; ports 0 mean any free one. */
    public static EmbeddedServers start(Path directory, int postgresPort, int redisPort, boolean durable) {
        try {
            Path data = Files.createDirectories(directory);
            EmbeddedPostgres.Builder postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve("postgres").toFile())
                    .setOverrideWorkingDirectory(data.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(postgresPort)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("fsync", durable ? "on" : "off")
                    .setServerConfig("synchronous_commit", durable ? "on" : "off")
                    .setServerConfig("timezone", "UTC");
            EmbeddedPostgres started = postgres.start();
            prepare(started);
            int port = redisPort == 0 ? freePort() : redisPort;
            RedisServer redis = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("dir "
                            + Files.createDirectories(data.resolve("redis")).toAbsolutePath())
                    .setting("appendonly no")
                    .setting("save \"\"")
                    .setting("maxmemory-policy noeviction")
                    .onShutdownForceStop(true)
                    .build();
            redis.start();
            return new EmbeddedServers(started, redis, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void prepare(EmbeddedPostgres postgres) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (statement
                    .executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'")
                    .next()) {
                return;
            }
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD 'embedded-owner'");
            statement.execute("CREATE ROLE " + APPLICATION + " LOGIN PASSWORD 'embedded-app'");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The settings that point the application here. */
    public Map<String, String> properties() {
        String address = "127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.r2dbc.url", "r2dbc:postgresql://" + address);
        properties.put("spring.r2dbc.username", APPLICATION);
        properties.put("spring.r2dbc.password", "embedded-app");
        properties.put("spring.flyway.url", "jdbc:postgresql://" + address);
        properties.put("spring.flyway.user", OWNER);
        properties.put("spring.flyway.password", "embedded-owner");
        properties.put("spring.data.redis.host", "127.0.0.1");
        properties.put("spring.data.redis.port", String.valueOf(redisPort));
        return properties;
    }

    public int postgresPort() {
        return postgres.getPort();
    }

    public int redisPort() {
        return redisPort;
    }

    public void stopRedis() {
        try {
            redis.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void startRedis() {
        try {
            redis.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        stopRedis();
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
