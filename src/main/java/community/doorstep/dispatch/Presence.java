package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who was on duty at a station, as last seen in PostgreSQL, and as what; tells whose shift has changed since. */
final class Presence {

    private Map<PersonId, String> seen = Map.of();

    List<PersonId> look(Map<PersonId, String> now) {
        Map<PersonId, String> before = seen;
        Set<PersonId> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        seen = now;
        return all.stream()
                .filter(worker -> !Objects.equals(before.get(worker), now.get(worker)))
                .toList();
    }
}
