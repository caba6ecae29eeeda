package community.doorstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the person at the keyboard starts and stops the embedded run. */
class EmbeddedRunTests {

    private static final int TERMINATED = 128 + 15;

    private final Path folder = Path.of("target", "embedded-run").toAbsolutePath();
    private final EmbeddedSettings settings =
            new EmbeddedSettings(folder.resolve("data"), Ports.any(), Ports.any(), Ports.any());
    private final ApiClient api = new ApiClient("http://127.0.0.1:" + settings.port());
    private final List<EmbeddedProcess> runs = new ArrayList<>();
    private final List<ProcessHandle> started = new ArrayList<>();

    @BeforeEach
    void beginAnew() throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
    }

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        for (EmbeddedProcess run : runs) {
            run.kill();
        }
        await().atMost(EmbeddedProcess.PATIENCE).until(() -> noneRuns(started));
    }

    @Test
    void goesAsTheReadmeSaysStartsOnceStopsCleanlyAndKeepsItsData() throws Exception {
        EmbeddedProcess first = start("first").awaitWelcome();
        new Readme(settings, folder).goesAsWritten();
        ApiClient admin = signedIn(SamplePerson.ADMIN);
        assertThat(signedIn(SamplePerson.LEAD).get("/api/station/plan"))
                .as("the first day's shifts may be over")
                .hasSizeBetween(18, 21);
        List<ProcessHandle> servers = servers(first);

        EmbeddedProcess second = start("second");
        assertThat(second.ended()).isEqualTo(1);
        assertThat(second.printed())
                .contains("running already")
                .contains("process " + first.pid())
                .doesNotContain("Exception");
        assertThat(admin.get("/api/me").get("name").asString()).isEqualTo("周敏");

        assertThat(first.stop()).isEqualTo(TERMINATED);
        assertThat(noneRuns(servers)).isTrue();

        EmbeddedProcess again = start("again").awaitWelcome();
        assertThat(admin.get("/api/me").get("name").asString()).isEqualTo("周敏");
        assertThat(api.get("/api/stations")).hasSize(4);

        List<ProcessHandle> serversAgain = servers(again);
        again.kill();
        await().atMost(EmbeddedProcess.PATIENCE).until(() -> noneRuns(serversAgain));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(settings.port(), 1, InetAddress.getLoopbackAddress())) {
            EmbeddedProcess refused = start("refused");

            assertThat(refused.ended()).isEqualTo(1);
            assertThat(refused.printed())
                    .contains("listens on port " + other.getLocalPort())
                    .contains("--server.port=")
                    .doesNotContain("Exception");
        }
    }

    private ApiClient signedIn(SamplePerson person) {
        return api.as(api.post("/api/sessions", Map.of("code", person.code()))
                .get("token")
                .asString());
    }

    private EmbeddedProcess start(String name) throws IOException {
        EmbeddedProcess run = EmbeddedProcess.start(settings, folder.resolve(name + ".log"));
        runs.add(run);
        return run;
    }

    /** PostgreSQL's first process, Redis, and the watchdog over them. */
    private List<ProcessHandle> servers(EmbeddedProcess run) throws IOException {
        List<ProcessHandle> servers = new ArrayList<>(run.children());
        for (String file : List.of("postgres/postmaster.pid", "redis/redis.pid")) {
            String first =
                    Files.readAllLines(settings.directory().resolve(file)).get(0);
            servers.add(ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow());
        }
        assertThat(servers).hasSize(3).allMatch(EmbeddedRunTests::runs);
        started.addAll(servers);
        return servers;
    }

    private static boolean noneRuns(List<ProcessHandle> processes) {
        return processes.stream().noneMatch(EmbeddedRunTests::runs);
    }

    /** What has ended and was not yet collected by its parent runs no program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
