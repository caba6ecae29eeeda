package community.doorstep.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jobs of a station as last seen in PostgreSQL; tells what changed since. */
final class Board {

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
        List<JobCard> away = seen.values().stream()
                .filter(card -> !there.contains(card.id()))
                .toList();
        for (JobCard card : away) {
            seen.remove(card.id());
            if (!card.state().ended()) {
                changed.add(card.as(JobState.CANCELLED));
            }
        }
        return changed;
    }
}
