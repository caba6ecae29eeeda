package community.doorstep.workforce;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A worker's plans, duties and skills. Hours that were worked stay, for wages; plans, skills and the last place go. */
@Component
class WorkforceData implements PersonalData {

    private final PersonalRows rows;

    WorkforceData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "shifts";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT 'PLANNED' AS kind, station_id, starts_at, ends_at, note AS words FROM worker_plan
            WHERE worker_id = :person AND withdrawn_at IS NULL
            UNION ALL
            SELECT 'ON_DUTY', station_id, began_at, ended_at, coalesce(ended_why, '') FROM worker_duty
            WHERE worker_id = :person
            UNION ALL
            SELECT 'SKILL', NULL, given_at, NULL, skill FROM worker_skill WHERE worker_id = :person
            ORDER BY starts_at, kind
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM worker_plan WHERE worker_id = :person", person)
                .then(Mono.defer(() -> rows.change("DELETE FROM worker_skill WHERE worker_id = :person", person)))
                .then(Mono.defer(() -> rows.change("""
                    UPDATE worker_duty SET ended_at = greatest(now(), began_at), ended_why = 'OFF'
                    WHERE worker_id = :person AND ended_at IS NULL
                    """, person)))
                .then(Mono.defer(() -> rows.change("DELETE FROM worker_shift WHERE worker_id = :person", person)));
    }
}
