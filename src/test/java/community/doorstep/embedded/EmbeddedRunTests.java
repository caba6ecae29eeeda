package community.doorstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded run as a process of its own, as the person at the keyboard starts and stops it. */
class EmbeddedRunTests {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Path folder = Path.of("target", "embedded-run").toAbsolutePath();
    private final EmbeddedSettings settings =
            new EmbeddedSettings(folder.resolve("data"), Ports.any(), Ports.any(), Ports.any());
    private final List<Process> runs = new ArrayList<>();

    @BeforeEach
    void beginAnew() throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
    }

    @AfterEach
    void leaveNothingBehind() {
        runs.forEach(Process::destroyForcibly);
        await().atMost(PATIENCE).until(() -> servers().isEmpty());
    }

    @Test
    void startsOnceStopsCleanlyAndKeepsItsData() throws Exception {
        Process first = start("first");
        awaitWelcome(first, "first");
        ApiClient api = new ApiClient("http://127.0.0.1:" + settings.port());
        String admin = token(api, SamplePerson.ADMIN);
        assertThat(servers()).hasSize(2);

        Process second = start("second");
        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(printed("second"))
                .contains("running already")
                .contains("process " + first.pid())
                .doesNotContain("Exception");
        assertThat(api.as(admin).get("/api/me").get("name").asString()).isEqualTo("周敏");

        stop(first);
        assertThat(servers()).isEmpty();

        Process again = start("again");
        awaitWelcome(again, "again");
        assertThat(api.as(admin).get("/api/me").get("name").asString()).isEqualTo("周敏");
        assertThat(api.get("/api/stations")).hasSize(3);

        again.destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> servers().isEmpty());
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var other = new java.net.ServerSocket(settings.port(), 1, java.net.InetAddress.getLoopbackAddress())) {
            Process run = start("refused");

            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertThat(run.exitValue()).isEqualTo(1);
            assertThat(printed("refused"))
                    .contains("listens on port " + other.getLocalPort())
                    .contains("--server.port=")
                    .doesNotContain("Exception");
        }
    }

    private static String token(ApiClient api, SamplePerson person) {
        return api.post("/api/sessions", Map.of("code", person.code()))
                .get("token")
                .asString();
    }

    private Process start(String name) throws IOException {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                        EmbeddedDoorstep.class.getName(),
                        "--embedded.directory=" + settings.directory(),
                        "--server.port=" + settings.port(),
                        "--management.server.port=" + settings.managementPort(),
                        "--embedded.wechat-port=" + settings.wechatPort())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        runs.add(run);
        return run;
    }

    private void awaitWelcome(Process run, String name) {
        await().atMost(PATIENCE)
                .failFast("the run has ended", () -> !run.isAlive())
                .until(() -> printed(name).contains("家门口 is up"));
    }

    private static void stop(Process run) throws InterruptedException {
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(128 + 15);
    }

    private String printed(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /** PostgreSQL's first process and Redis, as long as they run from our folder. */
    private List<ProcessHandle> servers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(folder.toString()))
                .filter(process -> process.parent()
                        .flatMap(parent -> parent.info().command())
                        .filter(command -> command.startsWith(folder.toString()))
                        .isEmpty())
                .toList();
    }
}
