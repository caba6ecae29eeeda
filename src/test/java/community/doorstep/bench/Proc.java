package community.doorstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a process; elsewhere nothing is known, and that is zero. */
final class Proc {

    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /** The memory that a process has, in megabytes. */
    static double residentMegabytes(long pid) throws IOException {
        return megabytes(pid, "VmRSS:");
    }

    /** The most that it ever had. */
    static double mostResidentMegabytes(long pid) throws IOException {
        return megabytes(pid, "VmHWM:");
    }

    private static double megabytes(long pid, String what) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(what))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The processor's seconds that a process and its children have had. */
    static double cpuSeconds(long pid) throws IOException {
        double children = 0;
        for (ProcessHandle child :
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            children += ownCpuSeconds(child.pid());
        }
        return ownCpuSeconds(pid) + children;
    }

    /** The part of it that a JVM has spent on compiling itself: while that is much, it is not warm. */
    static double compilerSeconds(long pid) throws IOException {
        Path tasks = Path.of("/proc", String.valueOf(pid), "task");
        if (!Files.exists(tasks)) {
            return 0;
        }
        double seconds = 0;
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*")) {
                    seconds += cpuSecondsIn(thread.resolve("stat"));
                }
            }
        }
        return seconds;
    }

    private static double ownCpuSeconds(long pid) throws IOException {
        return cpuSecondsIn(Path.of("/proc", String.valueOf(pid), "stat"));
    }

    private static double cpuSecondsIn(Path stat) throws IOException {
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
