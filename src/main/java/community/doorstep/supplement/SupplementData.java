package community.doorstep.supplement;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person was to pay beyond bookings. It stays: the books refer to it. */
@Component
class SupplementData implements PersonalData {

    private final PersonalRows rows;

    SupplementData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "supplements";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT concerns, amount_fen, words, state, asked_at, paid_at, refunded_fen FROM supplement
            WHERE payer_id = :person ORDER BY asked_at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("SELECT 1 FROM supplement WHERE payer_id = :person AND state = 'OPEN'", "money-open", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
