package community.doorstep.partners;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person asked merchants for: it goes; that there was an errand stays, for it was paid. */
@Component
class ErrandData implements PersonalData {

    private final PersonalRows rows;
    private final ErrandRows errands;

    ErrandData(PersonalRows rows, ErrandRows errands) {
        this.rows = rows;
        this.errands = errands;
    }

    /** An errand, with what was said. */
    record Told(Instant heardAt, ErrandState state, ErrandDetails said) {

        static Told of(Errand errand) {
            return new Told(errand.heardAt(), errand.state(), errand.details());
        }
    }

    @Override
    public String part() {
        return "errands";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return errands.of(person).map(Told::of).collectList();
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM errand WHERE beneficiary_id = :person AND state IN ('ASKED', 'READY')
            """, "job-under-way", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("UPDATE errand SET details = NULL WHERE beneficiary_id = :person", person);
    }
}
