package community.doorstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends a server that a pid file tells of, after making sure that the number has not passed to another program. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** In an orderly way first, which also removes the file. */
    static void stop(Path pidFile, String program) throws IOException {
        ProcessHandle server = server(pidFile, program);
        if (server != null) {
            server.destroy();
            if (!ended(server)) {
                kill(server);
            }
        }
    }

    /** At once, with its children; the file stays. */
    static void kill(Path pidFile, String program) throws IOException {
        ProcessHandle server = server(pidFile, program);
        if (server != null) {
            kill(server);
        }
    }

    private static void kill(ProcessHandle server) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(Leftovers::ended);
    }

    private static boolean ended(ProcessHandle server) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (runs(server)) {
            if (System.nanoTime() > end) {
                return false;
            }
            server.onExit().completeOnTimeout(server, 20, TimeUnit.MILLISECONDS).join();
        }
        return true;
    }

    /** What has ended and was not yet collected by its parent has a number, but runs no program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** The running server; a file whose number now belongs to another program is removed. */
    private static ProcessHandle server(Path pidFile, String program) throws IOException {
        if (!Files.exists(pidFile)) {
            return null;
        }
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        ProcessHandle process =
                first.matches("\\d+") ? ProcessHandle.of(Long.parseLong(first)).orElse(null) : null;
        if (process == null || runs(process, program)) {
            return process;
        }
        Files.delete(pidFile);
        return null;
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info()
                .command()
                .map(command -> command.contains(program))
                .orElse(false);
    }
}
