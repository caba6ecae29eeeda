package community.doorstep.promise;

import java.util.Arrays;

/**
 * Puts estimates right by what became of those before: if nine of ten came within what the estimates called 80 percent,
 * then 80 is what 90 must be read as. The fewer are known, the less is changed.
 *
 * @param ranks which share of its estimate lay before each true arrival, ascending
 */
record Calibration(double[] ranks) {

    /** Estimates are believed as much as so many arrivals. */
    private static final double BELIEVED = 25;

    static Calibration of(double[] ranks) {
        double[] sorted = ranks.clone();
        Arrays.sort(sorted);
        return new Calibration(sorted);
    }

    /** How likely it is that somebody comes within the part that an estimate calls so likely. */
    double likelihood(double share) {
        long before = Arrays.stream(ranks).filter(rank -> rank <= share).count();
        return (BELIEVED * share + before) / (BELIEVED + ranks.length);
    }

    /** Which part of an estimate is that likely: the inverse. */
    double share(double likelihood) {
        double low = 0;
        double high = 1;
        while (high - low > 1e-4) {
            double middle = (low + high) / 2;
            if (likelihood(middle) < likelihood) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
