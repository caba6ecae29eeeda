package community.doorstep.dispatch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a station's queue in Redis holds.
 *
 * @param gen empty when the station must be rebuilt
 * @param jobs job to {@code version|state|worker|audience}
 * @param ready waiting job to its rank
 * @param leases job to {@code token|worker|until}
 * @param busy worker to the jobs in hand, in the order of their ids; one that stands there twice, twice
 * @param gone ended jobs that are remembered
 * @param told job to its version in the latest event about it
 */
record QueueDump(
        String gen,
        Map<String, String> jobs,
        Map<String, Long> ready,
        Map<String, String> leases,
        Map<String, List<String>> busy,
        Set<String> gone,
        Numbers numbers,
        Map<String, String> told) {

    /**
     * The events' numbers.
     *
     * @param said the last that was given away
     */
    record Numbers(long said, long count, long first, long last) {

        /** They end where they should, and none is missing in between; the oldest are dropped. */
        boolean whole() {
            return last == said && count == (last == 0 ? 0 : last - first + 1);
        }
    }

    /** As the script answers. */
    static QueueDump of(List<?> answer) {
        Map<String, Long> ready = new HashMap<>();
        pairs(answer.get(2)).forEach((job, rank) -> ready.put(job, Math.round(Double.parseDouble(rank))));
        Map<String, List<String>> busy = new HashMap<>();
        pairs(answer.get(4))
                .forEach((worker, jobs) ->
                        busy.put(worker, Arrays.stream(jobs.split(",")).sorted().toList()));
        return new QueueDump(
                String.valueOf(answer.get(0)),
                pairs(answer.get(1)),
                ready,
                pairs(answer.get(3)),
                busy,
                texts(answer.get(5)).stream().collect(Collectors.toSet()),
                numbers(texts(answer.get(6))),
                pairs(answer.get(7)));
    }

    private static Numbers numbers(List<String> four) {
        return new Numbers(number(four.get(0)), number(four.get(1)), number(four.get(2)), number(four.get(3)));
    }

    /** What is no number follows no event. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Map<String, String> pairs(Object flat) {
        List<String> values = texts(flat);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            pairs.put(values.get(i), values.get(i + 1));
        }
        return pairs;
    }
}
