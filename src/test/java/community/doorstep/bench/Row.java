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
