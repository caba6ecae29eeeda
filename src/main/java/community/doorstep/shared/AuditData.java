package community.doorstep.shared;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What staff did with a person's data. It stays, for it says nothing of the person but their id. */
@Component
class AuditData implements PersonalData {

    private final PersonalRows rows;

    AuditData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "looks";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT action, at FROM audit_entry WHERE subject_id = :person ORDER BY at", person);
    }

    /** Answers that were kept for repeats say what was asked. */
    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM idempotency WHERE caller_id = :person", person);
    }
}
