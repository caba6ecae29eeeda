package community.doorstep.pricing;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person's bookings cost, and who paid the rest. It stays, without a name: funds are accountable for it. */
@Component
class ChargeData implements PersonalData {

    private final PersonalRows rows;

    ChargeData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "prices";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT booking_id, day, list_fen, due_fen, subsidy_fen, tier, fund, state, at FROM charge
            WHERE beneficiary_id = :person ORDER BY at
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
