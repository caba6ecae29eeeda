package community.doorstep.dispatch;

import static org.awaitility.Awaitility.await;

import community.doorstep.TestSettings;
import community.doorstep.bench.JavaProcess;
import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.embedded.Ports;
import community.doorstep.wechat.simulator.WechatSimulator;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;

/** Several instances, each a JVM of its own, on one PostgreSQL and a Redis that fails. */
final class FaultHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final List<String> FLAGS = List.of("-Xmx300m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final EmbeddedServers servers;
    private final WechatSimulator wechat = new WechatSimulator(0).start();
    private final FailingRedis redis;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int[] ports;
    private final List<JavaProcess> instances = new ArrayList<>();

    FaultHouse(String name, int count, boolean cluster) throws IOException {
        folder = Files.createDirectories(
                Path.of("target", "faults", name + "-" + ProcessHandle.current().pid()));
        servers = EmbeddedServers.start(folder.resolve("servers"), 0, 0, false);
        redis = cluster ? new RedisCluster(folder) : new EmbeddedRedis(servers);
        ports = new int[count];
        try {
            for (int i = 0; i < count; i++) {
                ports[i] = Ports.any();
                instances.add(started(i));
            }
            for (int i = 0; i < count; i++) {
                awaitReady(i);
            }
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    FailingRedis redis() {
        return redis;
    }

    List<Integer> ports() {
        return java.util.Arrays.stream(ports).boxed().toList();
    }

    WechatSimulator wechat() {
        return wechat;
    }

    private JavaProcess started(int which) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(TestSettings.ALL);
        settings.putAll(servers.properties());
        settings.keySet().removeIf(name -> name.startsWith("spring.data.redis."));
        settings.putAll(redis.properties());
        settings.putAll(wechat.properties());
        settings.put("spring.profiles.active", "test");
        settings.put("server.port", String.valueOf(ports[which]));
        settings.put("management.server.port", String.valueOf(Ports.any()));
        settings.put("doorstep.dispatch.reconcile-every", "5s");
        return JavaProcess.serving(
                folder.resolve("instance-" + which + ".log"),
                FLAGS,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    /** kill -9. */
    void kill(int which) {
        instances.get(which).kill();
    }

    /** Another in the place of one that was killed. */
    void begin(int which) throws IOException {
        instances.set(which, started(which));
    }

    boolean isReady(int which) {
        try {
            HttpRequest asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[which] + "/api/stations"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void awaitReady(int which) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> isReady(which));
    }

    /** As the instances have it. */
    DatabaseClient database() {
        Map<String, String> to = servers.properties();
        return DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(to.get("spring.r2dbc.url"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, to.get("spring.r2dbc.username"))
                .option(ConnectionFactoryOptions.PASSWORD, to.get("spring.r2dbc.password"))
                .build()));
    }

    Connection postgres() throws SQLException {
        Map<String, String> to = servers.properties();
        return DriverManager.getConnection(
                to.get("spring.flyway.url"), to.get("spring.flyway.user"), to.get("spring.flyway.password"));
    }

    @Override
    public void close() {
        instances.forEach(JavaProcess::kill);
        wechat.close();
        redis.close();
        servers.close();
    }
}
