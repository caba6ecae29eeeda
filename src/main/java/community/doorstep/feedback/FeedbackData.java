package community.doorstep.feedback;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person said of services: the words go, the stars count on. */
@Component
class FeedbackData implements PersonalData {

    private static final UUID NEWEST = new UUID(-1, -1);

    private final PersonalRows rows;
    private final Complaints complaints;
    private final Clock clock;

    FeedbackData(PersonalRows rows, Complaints complaints, Clock clock) {
        this.rows = rows;
        this.complaints = complaints;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "complaints";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return complaints
                .by(person, NEWEST, Integer.MAX_VALUE)
                .map(found ->
                        found.stream().map(one -> one.view(clock.instant())).toList());
    }

    /** An answer must find somebody. */
    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM complaint WHERE raised_by = :person AND state = 'OPEN'
            """, "complaint-open", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("UPDATE rating SET words = NULL WHERE rated_by = :person", person)
                .then(Mono.defer(() -> rows.change(
                        "UPDATE complaint SET words = NULL, answer = NULL WHERE raised_by = :person", person)));
    }
}
