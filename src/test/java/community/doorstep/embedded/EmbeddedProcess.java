package community.doorstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The embedded run as a process of its own, with what it prints in a file. */
final class EmbeddedProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Process process;
    private final Path output;

    private EmbeddedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static EmbeddedProcess start(EmbeddedSettings settings, Path output) throws IOException {
        Process process = new ProcessBuilder(
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
                .redirectOutput(output.toFile())
                .start();
        return new EmbeddedProcess(process, output);
    }

    EmbeddedProcess awaitWelcome() {
        await().atMost(PATIENCE)
                .failFast("the run has ended", () -> !process.isAlive())
                .until(() -> printed().contains("家门口 is up"));
        return this;
    }

    /** Waits for its end; answers its exit value. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGTERM. */
    int stop() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    List<ProcessHandle> children() {
        return process.children().toList();
    }

    long pid() {
        return process.pid();
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
