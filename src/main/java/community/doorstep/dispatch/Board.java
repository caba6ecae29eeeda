package community.doorstep.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The jobs of a station as last seen in PostgreSQL; tells what changed since. */
final class Board {

    private record Shelf(String skill, JobState state) {

        static Shelf of(JobCard card) {
            return new Shelf(card.skill(), card.state());
        }
    }

    private final Map<JobId, JobCard> seen = new HashMap<>();

    /** What is newer than seen before; a job that is no longer there at all counts as cancelled. */
    List<JobCard> look(Collection<JobCard> now) {
        List<JobCard> changed = new ArrayList<>();
        Set<JobId> there = new HashSet<>();
        for (JobCard card : now) {
            there.add(card.id());
            JobCard before = seen.put(card.id(), card);
            if (before == null || before.version() < card.version()) {
                changed.add(card);
            }
        }
        Set<Shelf> full = full(now);
        List<JobCard> away = seen.values().stream()
                .filter(card -> !there.contains(card.id()))
                .toList();
        for (JobCard card : away) {
            seen.remove(card.id());
            if (!card.state().ended() && !full.contains(Shelf.of(card))) {
                changed.add(card.as(JobState.CANCELLED));
            }
        }
        return changed;
    }

    /** Where no more are shown: what is not there may be behind those. */
    private static Set<Shelf> full(Collection<JobCard> now) {
        Map<Shelf, Long> shown = now.stream().collect(Collectors.groupingBy(Shelf::of, Collectors.counting()));
        shown.values().removeIf(cards -> cards < StationReads.SHOWN);
        return shown.keySet();
    }
}
