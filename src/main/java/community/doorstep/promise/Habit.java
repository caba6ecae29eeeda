package community.doorstep.promise;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * How long a part of a job takes at a station, in seconds: what was seen there, and, the less that is, what is usual
 * anywhere (log-normal).
 */
final class Habit {

    /** What is usual weighs as much as so many jobs seen. */
    private static final double USUAL_WEIGHS = 8;

    /** Between two that were seen there are others. */
    private static final double SPREAD = 0.08;

    /** Where the usual ones lie that are counted with those that were seen: in the middle of each eighth. */
    private static final double[] USUAL = {-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534};

    private static final int TRIES = 20;

    private final double median;
    private final double sigma;
    private final double[] seen;
    private final double[] all;

    /**
     * @param median the usual one
     * @param sigma of the logarithm
     * @param seen at this station
     */
    Habit(double median, double sigma, double[] seen) {
        this.median = median;
        this.sigma = sigma;
        this.seen = Arrays.stream(seen).sorted().toArray();
        this.all = DoubleStream.concat(Arrays.stream(seen), Arrays.stream(USUAL).map(z -> median * Math.exp(sigma * z)))
                .sorted()
                .toArray();
    }

    double drawn(Random random) {
        return drawn(random, 0);
    }

    /** One that took longer than that, as is known of what goes on. */
    private double drawn(Random random, int from) {
        int longer = seen.length - from;
        return random.nextDouble() * (longer + USUAL_WEIGHS) < longer
                ? seen[from + random.nextInt(longer)] * Math.exp(SPREAD * random.nextGaussian())
                : median * Math.exp(sigma * random.nextGaussian());
    }

    /** How much longer something takes that has gone on for so long. */
    double left(Random random, double gone) {
        int from = firstLonger(seen, gone);
        for (int tries = 0; tries < TRIES; tries++) {
            double whole = drawn(random, from);
            if (whole > gone) {
                return whole - gone;
            }
        }
        return gone * random.nextDouble() / 2;
    }

    /** Within how much longer something ends with that likelihood that has gone on for so long; never negative. */
    double leftWithin(double likelihood, double gone) {
        int from = firstLonger(all, gone);
        int longer = all.length - from;
        return longer == 0
                ? gone / 4
                : Math.max(0, all[from + Math.min(longer - 1, (int) (likelihood * longer))] - gone);
    }

    private static int firstLonger(double[] sorted, double gone) {
        int found = Arrays.binarySearch(sorted, gone);
        return found < 0 ? -found - 1 : found;
    }
}
