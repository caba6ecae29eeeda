package community.doorstep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes samples, and notes of each what the processes spent on it. */
final class Stopwatch {

    static final int MOST_WARMINGS = 40;
    static final double WARM = 0.08;

    private final BenchedHouse house;
    private final BenchSettings settings;
    private final List<String> notes = new ArrayList<>();
    private double mostMegabytes;

    Stopwatch(BenchedHouse house, BenchSettings settings) {
        this.house = house;
        this.settings = settings;
    }

    /**
     * Runs it until the application's JVM has nearly stopped compiling, twice at least. By time alone it cannot be known:
     * a busy machine needs minutes.
     */
    void warm(Arm arm) throws Exception {
        house.wechatIs(arm.slowWechat());
        for (int times = 1; times <= MOST_WARMINGS; times++) {
            double before = Proc.compilerSeconds(house.applicationPid());
            Outcome outcome = house.measure(arm.task(), arm.connections(), settings.seconds());
            double compiling = (Proc.compilerSeconds(house.applicationPid()) - before) / settings.seconds();
            System.out.printf(
                    Locale.ROOT,
                    "  warming %s: %,.0f/s, %.0f %% of a processor for compiling%n",
                    arm.label(),
                    outcome.perSecond(),
                    100 * compiling);
            if (times > 1 && compiling < WARM) {
                return;
            }
        }
    }

    Outcome sample(Arm arm) throws Exception {
        house.wechatIs(arm.slowWechat());
        Map<String, Double> before = cpu();
        Outcome outcome = house.measure(arm.task(), arm.connections(), settings.seconds());
        Map<String, Double> after = cpu();
        mostMegabytes = Math.max(mostMegabytes, Proc.residentMegabytes(house.applicationPid()));
        StringBuilder note = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f |",
                arm.label(),
                outcome.perSecond(),
                outcome.p50Micros(),
                outcome.p99Micros()));
        after.forEach((name, seconds) -> note.append(String.format(
                Locale.ROOT, " %.0f |", (seconds - before.get(name)) * 1e6 / Math.max(1, outcome.done()))));
        note.append(' ').append(outcome.answers()).append(" |");
        notes.add(note.toString());
        System.out.println("  " + note);
        return outcome;
    }

    private Map<String, Double> cpu() throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        for (Map.Entry<String, Long> process : house.processes().entrySet()) {
            cpu.put(process.getKey(), Proc.cpuSeconds(process.getValue()));
        }
        return cpu;
    }

    double mostMegabytes() {
        return mostMegabytes;
    }

    /** Each sample, with the processor's microseconds that one answer cost each process. */
    String notes() throws IOException {
        StringBuilder table = new StringBuilder("| arm | 1/s | p50 µs | p99 µs |");
        house.processes()
                .keySet()
                .forEach(name -> table.append(" cpu µs ").append(name).append(" |"));
        table.append(" answers |\n|---|---:|---:|---:|")
                .append("---:|".repeat(house.processes().size()))
                .append("---|\n");
        notes.forEach(note -> table.append(note).append('\n'));
        return table.toString();
    }
}
