package community.doorstep.care;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * When a child came and left, and what its lateness cost. It stays when the child is forgotten, as long as the accounts of
 * which it is the evidence: fees and subsidies were paid by it. It names nobody by then.
 */
@Component
class CareData implements PersonalData {

    /** Everything that is noted of a child's days. */
    record Days(List<Map<String, Object>> attendance, List<Map<String, Object>> lateFees) {}

    private final PersonalRows rows;

    CareData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "care";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return Mono.zip(rows.read("""
            SELECT day, state, arrived_at, left_at, fetched FROM attendance
            WHERE child_id = :person ORDER BY day, booking_id
            """, person), rows.read("""
                SELECT day, late_minutes, fen FROM late_fee WHERE child_id = :person ORDER BY day, booking_id
                """, person))
                .map(found -> new Days(found.getT1(), found.getT2()));
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
