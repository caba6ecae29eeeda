package community.doorstep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** {@code mvn -Pbench verify}; its settings: {@link BenchSettings}. Not a test: its name keeps it out of the others. */
class Bench {

    private static final Path FOLDER = Path.of("target", "bench");

    private final BenchSettings settings = BenchSettings.given();
    private final List<Row> rows = new ArrayList<>();

    @Test
    void measures() throws Exception {
        Files.createDirectories(FOLDER);
        Simulations simulations = new Simulations(FOLDER, settings);
        if (settings.wants("simulation")) {
            rows.add(simulations.generated());
        }
        if (!settings.only().equals(Set.of("simulation"))) {
            inTheHouse(simulations);
        }
        System.out.println(Row.HEAD + lines());
        if (settings.strict()) {
            assertThat(rows).allMatch(Row::reachesMust);
        }
    }

    private void inTheHouse(Simulations simulations) throws Exception {
        try (BenchedHouse house = BenchedHouse.open(FOLDER)) {
            Stopwatch watch = new Stopwatch(house, settings);
            if (settings.wants("simulation-stored")) {
                rows.add(simulations.stored(house));
                write(watch);
            }
            if (settings.wants("history") || Comparison.ALL.stream().anyMatch(row -> settings.wants(row.name()))) {
                house.measure(Task.TAKE_QUOTES, 64, 0);
            }
            for (Comparison comparison : Comparison.ALL) {
                if (settings.wants(comparison.name())) {
                    rows.add(measured(comparison, house, watch));
                    write(watch);
                }
            }
            dispatch(house, watch);
            if (settings.wants("memory")) {
                rows.add(memory(watch));
            }
            if (settings.wants("history")) {
                rows.add(new History(house, watch, settings).measured());
            }
            write(watch);
        }
    }

    private void dispatch(BenchedHouse house, Stopwatch watch) throws Exception {
        Dispatching dispatching = new Dispatching(house, settings);
        Map<String, Callable<Row>> measurements = new LinkedHashMap<>();
        measurements.put("claims", dispatching::claims);
        measurements.put("claim-cost", dispatching::claimCost);
        measurements.put("rebuild", dispatching::rebuild);
        measurements.put("new-job", () -> new NewJobs(house, settings).measured());
        measurements.put("offer-lateness", () -> new OfferLateness(house, dispatching.ground(), settings).measured());
        measurements.put("streams", () -> new Streaming(house, settings).measured());
        measurements.keySet().removeIf(name -> !settings.wants(name));
        if (!measurements.isEmpty()) {
            dispatching.hire();
        }
        for (Callable<Row> measurement : measurements.values()) {
            rows.add(measurement.call());
            write(watch);
        }
    }

    private Row measured(Comparison comparison, BenchedHouse house, Stopwatch watch) throws Exception {
        System.out.println(comparison.title());
        watch.warm(comparison.ours());
        watch.warm(comparison.baseline());
        if (settings.profile()) {
            Recording.take(house, FOLDER.resolve(comparison.name() + ".jfr"), () -> watch.sample(comparison.ours()));
        }
        List<Double> ours = new ArrayList<>();
        List<Double> baselines = new ArrayList<>();
        for (int pair = 0; pair < settings.pairs(); pair++) {
            ours.add(comparison.figure().applyAsDouble(watch.sample(comparison.ours())));
            baselines.add(comparison.figure().applyAsDouble(watch.sample(comparison.baseline())));
        }
        return Medians.row(comparison, ours, baselines);
    }

    private static Row memory(Stopwatch watch) {
        double most = watch.mostMegabytes();
        return new Row(
                "memory", "memory (RSS) under full load", "MB", 700, 400, true, most, 0, most, List.of(), "-Xmx512m");
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row.line()));
        return lines.toString();
    }

    private void write(Stopwatch watch) throws IOException {
        Files.writeString(
                Path.of("target", "bench.md"), "# Bench\n\n" + Row.HEAD + lines() + "\n## Samples\n\n" + watch.notes());
    }
}
