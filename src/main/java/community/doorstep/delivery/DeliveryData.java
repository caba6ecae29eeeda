package community.doorstep.delivery;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was sent to a person's phone; contents go by themselves once they are sent. */
@Component
class DeliveryData implements PersonalData {

    private final PersonalRows rows;

    DeliveryData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "messages";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT kind, channel, state, created_at, done_at FROM delivery
            WHERE person_id = :person ORDER BY created_at
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM message_acceptance WHERE person_id = :person", person)
                .then(Mono.defer(() -> rows.change("DELETE FROM delivery WHERE person_id = :person", person)));
    }
}
