package community.doorstep.promise;

import java.util.Arrays;

/** When somebody would be at the door, in seconds from now, as several hundred possible courses of things have it. */
record Estimate(double[] sorted) {

    /** Steps between the smallest and the largest that are kept with a job. */
    static final int STEPS = 20;

    static Estimate of(double[] arrivals) {
        double[] sorted = arrivals.clone();
        Arrays.sort(sorted);
        return new Estimate(sorted);
    }

    /** Within which time somebody comes with that likelihood, as far as the estimate itself can say. */
    double within(double likelihood) {
        double place = Math.min(1, Math.max(0, likelihood)) * (sorted.length - 1);
        int below = (int) place;
        double step = place - below;
        return below + 1 < sorted.length ? sorted[below] * (1 - step) + sorted[below + 1] * step : sorted[below];
    }

    /** Which share of it lies before that. */
    double share(double seconds) {
        int before = 0;
        while (before < sorted.length && sorted[before] < seconds) {
            before++;
        }
        if (before == 0 || before == sorted.length) {
            return before == 0 ? 0 : 1;
        }
        double low = sorted[before - 1];
        return (before - 1 + (seconds - low) / (sorted[before] - low)) / (sorted.length - 1);
    }

    /** Coarse, to be kept. */
    Integer[] quantiles() {
        Integer[] kept = new Integer[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            kept[i] = (int) Math.round(within((double) i / STEPS));
        }
        return kept;
    }

    static Estimate kept(Integer[] quantiles) {
        return of(Arrays.stream(quantiles).mapToDouble(Integer::doubleValue).toArray());
    }
}
