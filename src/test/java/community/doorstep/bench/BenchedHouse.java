package community.doorstep.bench;

import community.doorstep.TestSettings;
import community.doorstep.embedded.Ports;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All processes that a measurement needs; closing it leaves none behind. */
final class BenchedHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** As it runs in a container of a gigabyte, where the JVM itself chooses the serial collector. */
    private static final List<String> FLAGS = List.of(
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:FlightRecorderOptions:stackdepth=256", "-XX:+ExitOnOutOfMemoryError");

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Path folder;
    private BenchServers servers;
    private WechatSimulator wechat;
    private JavaProcess application;
    private JavaProcess generator;
    private Settlement settlement;
    private SignInCrowd crowd;
    private String address;
    private int day;

    private BenchedHouse(Path folder) {
        this.folder = folder;
    }

    static BenchedHouse open(Path folder) throws Exception {
        Files.createDirectories(folder);
        BenchedHouse house = new BenchedHouse(folder);
        try {
            house.start();
            return house;
        } catch (Exception failed) {
            house.close();
            throw failed;
        }
    }

    private void start() throws Exception {
        servers = keep(BenchServers.start(folder.resolve("servers")));
        wechat = keep(new WechatSimulator(0).start());
        int port = Ports.any();
        int management = Ports.any();
        address = "http://127.0.0.1:" + port;
        crowd = new SignInCrowd(address);
        application = keep(JavaProcess.logging(
                folder.resolve("application.log"), FLAGS, BenchedDoorstep.class, arguments(port, management)));
        awaitReady(management);
        JdbcTasks.Database owner = servers.owner();
        settlement = keep(new Settlement(DriverManager.getConnection(owner.url(), owner.user(), owner.password())));
        settlement.found();
        JdbcTasks.Database role = servers.application();
        generator = keep(JavaProcess.asked(
                folder.resolve("generator.log"),
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                LoadGenerator.class,
                List.of(String.valueOf(port), role.url(), role.user(), role.password())));
    }

    private <T extends AutoCloseable> T keep(T started) {
        this.started.push(started);
        return started;
    }

    private List<String> arguments(int port, int management) {
        Map<String, String> settings = new LinkedHashMap<>(servers.settings());
        settings.putAll(wechat.properties());
        settings.put("doorstep.keys", TestSettings.ALL.get("doorstep.keys"));
        settings.put("spring.profiles.active", "bench");
        settings.put("server.port", String.valueOf(port));
        settings.put("management.server.port", String.valueOf(management));
        // Counted as in production, but nobody here is refused.
        settings.put("doorstep.rate-limits.writes-per-person", "1000000");
        settings.put("doorstep.rate-limits.sign-ins-per-address", "1000000");
        // A measurement lasts longer than the quotes that it began with.
        settings.put("doorstep.pricing.quote-length", "6h");
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private void awaitReady(int management) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        URI address = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
        while (!answers(address)) {
            if (!application.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The application did not start: " + folder.resolve("application.log"));
            }
            Thread.sleep(100);
        }
    }

    private static boolean answers(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } catch (java.net.ConnectException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    /** Slow: five seconds for each answer, and people who need it come all the time. */
    void wechatIs(boolean slow) {
        crowd.leave();
        wechat.faults().forget();
        if (slow) {
            wechat.faults().delayReplies(Duration.ofSeconds(5));
            crowd.come();
        }
    }

    /** One measurement on a day of its own, when the work of the one before is done. */
    Outcome measure(Task task, int connections, double seconds) throws Exception {
        settlement.openDay(++day);
        awaitQuiet();
        settlement.execute("TRUNCATE outbox");
        Order order = new Order(task, day, connections, seconds);
        return LoadGenerator.JSON.readValue(generator.ask(LoadGenerator.JSON.writeValueAsString(order)), Outcome.class);
    }

    /** Its events are told. */
    void awaitQuiet() throws SQLException, InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); settlement.eventsDue() > 0; ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The outbox is not emptied");
            }
            Thread.sleep(50);
        }
    }

    Settlement settlement() {
        return settlement;
    }

    /** As the application's role. */
    JdbcTasks.Database database() {
        return servers.application();
    }

    /** Redis's address, as its clients write it. */
    String redis() {
        Map<String, String> settings = servers.settings();
        return "redis://" + settings.get("spring.data.redis.host") + ":"
                + settings.getOrDefault("spring.data.redis.port", "6379");
    }

    String address() {
        return address;
    }

    long applicationPid() {
        return application.pid();
    }

    /** Who shares the machine, by name. */
    Map<String, Long> processes() throws IOException {
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("application", application.pid());
        processes.put("load", generator.pid());
        processes.putAll(servers.pids());
        return processes;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
