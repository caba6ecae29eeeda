package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What somebody did as a worker, and what was offered to them. The work stays, without a name; their words go. */
@Component
class WorkData implements PersonalData {

    private final PersonalRows rows;

    WorkData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "work";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT id AS job_id, title, state, accepted_at AS at, arrived_at, ended_at, share_fen, '' AS words
            FROM job WHERE worker_id = :person
            UNION ALL
            SELECT job_id, '', 'OFFERED', offered_at, NULL, outcome_at, 0, said
            FROM job_offer WHERE worker_id = :person
            ORDER BY at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("SELECT 1 FROM job WHERE worker_id = :person AND ended_at IS NULL", "job-under-way", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("UPDATE job_offer SET said = '' WHERE worker_id = :person", person);
    }
}
