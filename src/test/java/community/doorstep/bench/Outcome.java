package community.doorstep.bench;

import java.util.Arrays;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param done what was done as it should be, within the time
 * @param p50Micros,p99Micros of those
 * @param answers each kind of answer, with how many there were
 */
record Outcome(long done, double seconds, double p50Micros, double p99Micros, Map<String, Long> answers) {

    static Outcome of(long[] nanos, int count, double seconds, Map<String, Long> answers) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Outcome(count, seconds, micros(sorted, 0.5), micros(sorted, 0.99), answers);
    }

    private static double micros(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1000.0;
    }

    double perSecond() {
        return done / seconds;
    }
}
