package community.doorstep.dispatch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a station's queue in Redis holds.
 *
 * @param gen empty when the station must be rebuilt
 * @param jobs job to {@code version|state|worker|audience}
 * @param ready waiting job to its rank
 * @param busy worker to the jobs in hand
 */
record QueueDump(String gen, Map<String, String> jobs, Map<String, Long> ready, Map<String, Set<String>> busy) {

    /** As the script answers. */
    static QueueDump of(List<?> answer) {
        Map<String, Long> ready = new HashMap<>();
        pairs(answer.get(2)).forEach((job, rank) -> ready.put(job, Math.round(Double.parseDouble(rank))));
        Map<String, Set<String>> busy = new HashMap<>();
        pairs(answer.get(3)).forEach((worker, jobs) -> busy.put(worker, Set.copyOf(Arrays.asList(jobs.split(",")))));
        return new QueueDump(String.valueOf(answer.get(0)), pairs(answer.get(1)), ready, busy);
    }

    private static Map<String, String> pairs(Object flat) {
        List<?> values = (List<?>) flat;
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            pairs.put(String.valueOf(values.get(i)), String.valueOf(values.get(i + 1)));
        }
        return pairs;
    }
}
