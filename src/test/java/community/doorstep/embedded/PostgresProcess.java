package community.doorstep.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of our own. {@code pg_ctl} gives it a session of its own, so that Ctrl-C reaches the application alone,
 * which stops first. What an earlier run left running, because it was killed, is stopped before the start.
 */
final class PostgresProcess {

    private static final int SECONDS = 30;

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final boolean durable;

    PostgresProcess(Path folder, int port, boolean durable) throws IOException {
        this.binaries = PostgresBinaries.in(shared(folder).resolve("postgres-binaries"));
        this.data = folder.resolve("postgres");
        this.log = folder.resolve("postgres.log");
        this.port = port;
        this.durable = durable;
    }

    /** Tests keep their data in folders under target/ and share the programs there; another folder has its own. */
    private static Path shared(Path folder) {
        for (Path around = folder; around != null; around = around.getParent()) {
            if (around.endsWith("target")) {
                return around;
            }
        }
        return folder;
    }

    /** Where the running server writes its number. */
    Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    int port() {
        return port;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    void start() throws IOException {
        Leftovers.stop(pidFile(), "postgres");
        // Left by a first start that did not come to its end: there is nothing in it yet.
        if (!Files.exists(data.resolve("PG_VERSION")) || Files.exists(unfinished())) {
            initialise();
        }
        run("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-w", "-t", "" + SECONDS, "-o", options(), "start");
    }

    private Path unfinished() {
        return data.resolveSibling("postgres.unfinished");
    }

    private void initialise() throws IOException {
        Folders.delete(data);
        Files.deleteIfExists(unfinished());
        Files.createFile(unfinished());
        run(
                "initdb",
                "-D",
                data.toString(),
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF-8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                durable ? "--data-checksums" : "--no-sync");
    }

    /** From now on the data are worth keeping. */
    void initialised() throws IOException {
        Files.deleteIfExists(unfinished());
    }

    private String options() {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                "timezone=UTC",
                "fsync=" + (durable ? "on" : "off"),
                "synchronous_commit=" + (durable ? "on" : "off"),
                "full_page_writes=" + (durable ? "on" : "off")));
        StringBuilder options = new StringBuilder("-p " + port);
        settings.forEach(setting -> options.append(" -c ").append(setting));
        return options.toString();
    }

    /** Waits until it has stopped; what was committed is on disk. */
    void stop() throws IOException {
        if (Files.exists(pidFile())) {
            run("pg_ctl", "-D", data.toString(), "-w", "-t", "" + SECONDS, "-m", "fast", "stop");
        }
    }

    /** As a crash would end it: nothing is written out any more. */
    void kill() throws IOException {
        Leftovers.kill(pidFile(), "postgres");
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace of its own it is somebody else.
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        Path output = log.resolveSibling(program + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(2L * SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", interrupted);
        }
    }
}
