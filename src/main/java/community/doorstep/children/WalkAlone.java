package community.doorstep.children;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether a child may go home alone: one of those who arrange for it has said yes, and none of them no. */
@Component
public class WalkAlone {

    private final DatabaseClient database;
    private final Guardians guardians;
    private final Clock clock;

    WalkAlone(DatabaseClient database, Guardians guardians, Clock clock) {
        this.database = database;
        this.guardians = guardians;
        this.clock = clock;
    }

    Mono<Void> say(PersonId child, PersonId guardian, boolean allowed) {
        return database.sql("""
            INSERT INTO walk_alone (child_id, guardian_id, allowed, at)
            VALUES (:child, :guardian, :allowed, :now)
            ON CONFLICT (child_id, guardian_id) DO UPDATE SET allowed = :allowed, at = :now
            """)
                .bind("child", child.value())
                .bind("guardian", guardian.value())
                .bind("allowed", allowed)
                .bind("now", clock.instant())
                .then();
    }

    /** What somebody said who may not arrange any more counts for nothing. */
    public Mono<Boolean> allowed(PersonId child) {
        return guardians
                .of(List.of(child))
                .zipWith(said(child))
                .map(known -> allowed(known.getT1().getOrDefault(child, Map.of()), known.getT2()));
    }

    private static boolean allowed(Map<PersonId, GuardianRights> guardians, Map<PersonId, Boolean> said) {
        List<Boolean> counted = said.entrySet().stream()
                .filter(word -> guardians.containsKey(word.getKey())
                        && guardians.get(word.getKey()).arranges())
                .map(Map.Entry::getValue)
                .toList();
        return !counted.isEmpty() && !counted.contains(false);
    }

    private Mono<Map<PersonId, Boolean>> said(PersonId child) {
        return database.sql("SELECT guardian_id, allowed FROM walk_alone WHERE child_id = :child")
                .bind("child", child.value())
                .map(row ->
                        Map.entry(new PersonId(Rows.uuid(row, "guardian_id")), Rows.get(row, "allowed", Boolean.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
