package community.doorstep.bench;

import java.util.ArrayList;
import java.util.List;

/** Of samples, which are few and stray. */
final class Medians {

    private Medians() {}

    static double of(List<Double> samples) {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static Row row(Comparison comparison, List<Double> ours, List<Double> baselines) {
        return new Row(
                comparison.name(),
                comparison.title(),
                comparison.unit(),
                comparison.must(),
                comparison.aim(),
                comparison.less(),
                of(ours),
                of(baselines),
                of(ours) / of(baselines),
                ratios(ours, baselines),
                "");
    }

    static List<Double> ratios(List<Double> ours, List<Double> baselines) {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < ours.size(); pair++) {
            ratios.add(ours.get(pair) / baselines.get(pair));
        }
        return ratios;
    }
}
