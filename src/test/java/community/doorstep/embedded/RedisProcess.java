package community.doorstep.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.embedded.core.ExecutableProvider;

/** A Redis of our own, in a session of its own, so that Ctrl-C reaches the application alone; it keeps nothing. */
final class RedisProcess {

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final String program;

    RedisProcess(Path folder, int port) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.port = port;
        stop();
        this.program = ExecutableProvider.newJarResourceProvider(this.folder.toFile())
                .get()
                .getAbsolutePath();
    }

    int port() {
        return port;
    }

    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    void start() throws IOException {
        awaitPort();
        List<String> command = new ArrayList<>(List.of(program));
        option(command, "port", String.valueOf(port));
        option(command, "bind", "127.0.0.1");
        option(command, "dir", folder.toString());
        option(command, "logfile", folder.resolve("redis.log").toString());
        option(command, "appendonly", "no");
        option(command, "save", "");
        option(command, "maxmemory-policy", "noeviction");
        if (!WINDOWS) {
            option(command, "daemonize", "yes");
            option(command, "pidfile", pidFile().toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.out").toFile())
                .start();
        if (WINDOWS) {
            Files.writeString(pidFile(), String.valueOf(process.pid()));
        }
        awaitAnswer();
    }

    private static void option(List<String> command, String name, String value) {
        command.add("--" + name);
        command.add(value);
    }

    /** Whoever was killed here has no program any more a moment before the port is free. */
    private void awaitPort() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Ports.free(port) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers() || !Files.exists(pidFile())) {
            if (System.nanoTime() > end) {
                throw new IOException("Redis does not answer on port " + port + "; see " + folder);
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** At once: Redis has nothing that would have to be written out. */
    void stop() throws IOException {
        Leftovers.kill(pidFile(), "redis");
        Files.deleteIfExists(pidFile());
    }
}
