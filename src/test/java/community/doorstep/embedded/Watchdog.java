package community.doorstep.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops the servers when this JVM is gone without having done so, as after {@code kill -9}: a small shell that waits
 * until our end of its pipe closes. Where there is no shell, the next start cleans up.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            while read -r nothing; do :; done
            for file in "$@"; do
              if [ -s "$file" ]; then kill -INT "$(head -n 1 "$file")"; fi
            done
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Path... pidFiles) throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return new Watchdog(null);
        }
        Stream<String> files =
                Stream.of(pidFiles).map(file -> file.toAbsolutePath().toString());
        List<String> command = Stream.concat(Stream.of("sh", "-c", SCRIPT, "doorstep-watchdog"), files)
                .collect(Collectors.toList());
        return new Watchdog(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Called when the servers have stopped: it finds nothing to do and ends. */
    @Override
    public void close() throws IOException {
        if (shell == null) {
            return;
        }
        shell.getOutputStream().close();
        try {
            shell.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
