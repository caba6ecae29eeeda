package community.doorstep.waitlist;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's places on waitlists; those that are over stay, for draws can be checked. */
@Component
class WaitlistData implements PersonalData {

    private final PersonalRows rows;

    WaitlistData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "waitlist";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT service_id, slot_id, state, asked_at, ended_at FROM waitlist_entry
            WHERE beneficiary_id = :person ORDER BY asked_at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM waitlist_entry WHERE beneficiary_id = :person AND state IN ('WAITING', 'OFFERED')
            """, "waitlist-open", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
