package community.doorstep.bench;

import java.util.List;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param less whether less is better
 */
record Row(
        String name,
        String title,
        String unit,
        double must,
        double aim,
        boolean less,
        double ours,
        double baseline,
        double ratio,
        List<Double> ratios,
        String remark) {

    /** How long something takes to reach a phone or screen, in ms: the design wants 300, better 100, of ninety-nine in a hundred. */
    static Row reaching(String name, String title, Outcome outcome, String remark) {
        double p99 = outcome.p99Micros() / 1000;
        String p50 = String.format(Locale.ROOT, "p50 %.0f ms, ", outcome.p50Micros() / 1000);
        return new Row(name, title + ", p99", "ms", 300, 100, true, p99, 0, p99, List.of(), p50 + remark);
    }

    boolean reachesMust() {
        return less ? ratio <= must : ratio >= must;
    }

    private boolean reachesAim() {
        return less ? ratio <= aim : ratio >= aim;
    }

    private String verdict() {
        return reachesAim() ? "aim" : reachesMust() ? "must" : "MISSED";
    }

    static final String HEAD = """
        | row | unit | ours | baseline | ratio | of pairs | must | aim | verdict | remark |
        |---|---|---:|---:|---:|---|---:|---:|---|---|
        """;

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | **%.2f** | %s | %s | %s | %s | %s |%n",
                title,
                unit,
                figure(ours),
                figure(baseline),
                ratio,
                spread(),
                figure(must),
                figure(aim),
                verdict(),
                remark);
    }

    private String spread() {
        if (ratios.isEmpty()) {
            return "";
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.2f–%.2f", sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static String figure(double value) {
        return value == 0
                ? ""
                : value >= 100
                        ? String.format(Locale.ROOT, "%,.0f", value)
                        : String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
