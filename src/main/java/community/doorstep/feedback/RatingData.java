package community.doorstep.feedback;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The stars that a person gave; {@link FeedbackData} forgets their words. */
@Component
class RatingData implements PersonalData {

    private final PersonalRows rows;

    RatingData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "ratings";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT booking_id, stars, at FROM rating WHERE rated_by = :person ORDER BY at", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
