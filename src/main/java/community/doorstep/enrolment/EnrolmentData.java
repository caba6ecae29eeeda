package community.doorstep.enrolment;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's repeats; those that ended stay, as their bookings do. */
@Component
class EnrolmentData implements PersonalData {

    private final PersonalRows rows;

    EnrolmentData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "enrolments";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT service_id, first_day, last_day, weekdays, state, made_at FROM enrolment
            WHERE beneficiary_id = :person ORDER BY made_at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM enrolment WHERE beneficiary_id = :person AND state <> 'ENDED'
            """, "enrolment-open", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
