package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.bench.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts the crowd's process, lets it rush, and reads its journal. */
final class RushProcess {

    private static final int CONNECTIONS = 256;
    private static final int SECONDS_AT_MOST = 180;
    private static final long SEED = 20_260_901;

    private RushProcess() {}

    /** Everyone takes a quote, then they rush; what else is to happen begins with the rush. */
    static List<RushEntry> rush(int port, String service, String slot, List<String> tokens, Runnable meanwhile)
            throws IOException {
        Path folder = Files.createDirectories(folderOf(slot));
        Path orderFile = folder.resolve("order.json");
        Path journal = journalOf(slot);
        Path errors = folder.resolve("errors.log");
        RushOrder order =
                new RushOrder(port, service, slot, tokens, journal.toString(), CONNECTIONS, SEED, SECONDS_AT_MOST);
        Files.writeString(orderFile, RushClient.JSON.writeValueAsString(order));
        try (JavaProcess crowd =
                JavaProcess.asked(errors, List.of("-Xmx256m"), RushClient.class, List.of(orderFile.toString()))) {
            assertThat(crowd.ask("take quotes")).isEqualTo("ready");
            FutureTask<?> other = new FutureTask<>(meanwhile, null);
            new Thread(other, "meanwhile").start();
            String end = crowd.ask("go");
            assertThat(end).as(() -> read(errors)).isEqualTo("done");
            other.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (ExecutionException failed) {
            throw new IOException("What was to happen meanwhile failed", failed.getCause());
        }
        return Files.readAllLines(journal).stream()
                .map(line -> RushClient.JSON.readValue(line, RushEntry.class))
                .toList();
    }

    private static Path folderOf(String slot) {
        return Path.of("target", "rush-" + slot);
    }

    /** What the crowd has heard so far, an entry a line. */
    static Path journalOf(String slot) {
        return folderOf(slot).resolve("journal.jsonl");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return missing.toString();
        }
    }
}
