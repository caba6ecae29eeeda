package community.doorstep.notice;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's inbox. */
@Component
class NoticeData implements PersonalData {

    private final PersonalRows rows;

    NoticeData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "notices";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT kind, created_at, read_at FROM notice WHERE person_id = :person ORDER BY created_at
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("""
            DELETE FROM notice WHERE person_id = :person
            """, person);
    }
}
