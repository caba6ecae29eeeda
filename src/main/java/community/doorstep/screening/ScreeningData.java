package community.doorstep.screening;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was looked at before others saw it: the words go. */
@Component
class ScreeningData implements PersonalData {

    private final PersonalRows rows;

    ScreeningData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "screened";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT kind, source, state, created_at, decided_at FROM screening
            WHERE author_id = :person ORDER BY created_at
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("""
            UPDATE screening SET words = NULL,
                state = CASE WHEN state IN ('WAITING', 'ASKED', 'REVIEW') THEN 'REFUSED' ELSE state END
            WHERE author_id = :person
            """, person);
    }
}
