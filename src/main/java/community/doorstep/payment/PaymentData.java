package community.doorstep.payment;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person paid and got back. All of it stays: the books are kept by law. */
@Component
class PaymentData implements PersonalData {

    private final PersonalRows rows;

    PaymentData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "payments";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT reference, amount_fen, way, state, description, created_at, paid_at, refunded_fen FROM payment
            WHERE payer_id = :person ORDER BY created_at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM payment WHERE payer_id = :person AND state IN ('CREATED', 'PREPAID', 'CLOSING')
            UNION ALL
            SELECT 1 FROM refund JOIN payment USING (community_id)
            WHERE payment.id = refund.payment_id AND payer_id = :person AND refund.state IN ('REQUESTED', 'ACCEPTED')
            """, "money-open", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
