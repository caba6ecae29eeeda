package community.doorstep.lunchcare;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whom to call when somebody does not come to eat, and what was heard then. That they were looked for stays; what people
 * said of them goes.
 */
@Component
class LunchData implements PersonalData {

    /** Without who asked: that is staff's. */
    record Heard(LunchAnswer.Asked asked, LunchAnswer.Said said, String note, Instant at) {}

    record Looked(
            LocalDate day,
            LunchCall.State state,
            Instant openedAt,
            @Nullable Instant closedAt) {

        static Looked of(LunchCall call) {
            return new Looked(call.day(), call.state(), call.openedAt(), call.closedAt());
        }
    }

    record Lunches(List<LunchContacts.Neighbour> neighbours, List<Looked> calls, List<Heard> answers) {

        @Override
        public String toString() {
            return "Lunches[…]";
        }
    }

    private final DatabaseClient database;
    private final PersonalRows rows;
    private final LunchContacts contacts;
    private final CallRows calls;

    LunchData(DatabaseClient database, PersonalRows rows, LunchContacts contacts, CallRows calls) {
        this.database = database;
        this.rows = rows;
        this.contacts = contacts;
        this.calls = calls;
    }

    @Override
    public String part() {
        return "lunchCare";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return contacts.of(person)
                .zipWith(calls(person))
                .zipWhen(
                        known -> answers(known.getT2()),
                        (known, heard) -> new Lunches(
                                known.getT1(),
                                known.getT2().stream().map(Looked::of).toList(),
                                heard));
    }

    private Mono<List<LunchCall>> calls(PersonId person) {
        return database.sql("SELECT * FROM lunch_call WHERE person_id = :person ORDER BY opened_at, id")
                .bind("person", person.value())
                .map(LunchCall::of)
                .all()
                .collectList();
    }

    private Mono<List<Heard>> answers(List<LunchCall> calls) {
        return Flux.fromIterable(calls)
                .concatMap(call -> this.calls.answers(call.id()))
                .flatMapIterable(answers -> answers)
                .map(answer -> new Heard(answer.asked(), answer.answer(), answer.note(), answer.at()))
                .collectList();
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM lunch_contact WHERE person_id = :person", person)
                .then(Mono.defer(() -> rows.change("""
                    DELETE FROM lunch_answer USING lunch_call
                    WHERE lunch_answer.call_id = lunch_call.id AND lunch_call.person_id = :person
                    """, person)));
    }
}
