package community.doorstep.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps single persons from being seen: groups of fewer than five are added together until they are enough. */
final class SmallGroups {

    /** One group or several. */
    record Merged<K>(List<K> keys, Tally tally) {}

    private SmallGroups() {}

    /** In the map's order, the merged one last; nothing when all together are too few. */
    static <K> List<Merged<K>> merged(Map<K, Tally> groups) {
        List<Merged<K>> kept = new ArrayList<>();
        Merged<K> small = new Merged<>(new ArrayList<>(), new Tally());
        for (Map.Entry<K, Tally> group : groups.entrySet()) {
            if (group.getValue().people() >= Simulation.FEWEST_PEOPLE) {
                kept.add(new Merged<>(List.of(group.getKey()), group.getValue()));
            } else {
                join(small, List.of(group.getKey()), group.getValue());
            }
        }
        if (small.keys().isEmpty()) {
            return kept;
        }
        // Alone, what is missing from the sum of the others would be known.
        while (small.tally().people() < Simulation.FEWEST_PEOPLE && !kept.isEmpty()) {
            Merged<K> next = kept.stream()
                    .min(Comparator.comparingInt(group -> group.tally().people()))
                    .orElseThrow();
            kept.remove(next);
            join(small, next.keys(), next.tally());
        }
        if (small.tally().people() >= Simulation.FEWEST_PEOPLE) {
            kept.add(small);
        }
        return kept;
    }

    private static <K> void join(Merged<K> small, List<K> keys, Tally tally) {
        small.keys().addAll(keys);
        small.tally().addAll(tally);
    }
}
