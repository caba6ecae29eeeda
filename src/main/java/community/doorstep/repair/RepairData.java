package community.doorstep.repair;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import community.doorstep.shared.Rows;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's repair calls: what was said, the home that is remembered and the pictures go; that there was a call stays. */
@Component
class RepairData implements PersonalData {

    private static final UUID NEWEST = new UUID(-1, -1);

    private final PersonalRows rows;
    private final RepairRows calls;
    private final RepairPhotos photos;
    private final DatabaseClient database;

    RepairData(PersonalRows rows, RepairRows calls, RepairPhotos photos, DatabaseClient database) {
        this.rows = rows;
        this.calls = calls;
        this.photos = photos;
        this.database = database;
    }

    /** A call, with what was said. */
    record Told(UUID id, CallState state, java.time.Instant heardAt, RepairDetails said) {

        static Told of(RepairCall call) {
            return new Told(call.id(), call.state(), call.heardAt(), call.details());
        }
    }

    @Override
    public String part() {
        return "repairs";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return calls.ofPeople(List.of(person), NEWEST, Integer.MAX_VALUE)
                .map(Told::of)
                .collectList();
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM repair_call WHERE beneficiary_id = :person AND state = 'POSTED'
            """, "job-under-way", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return database.sql("""
            UPDATE repair_call SET details = NULL, home = NULL, riser = NULL
            WHERE beneficiary_id = :person RETURNING booking_id
            """)
                .bind("person", person.value())
                .map(row -> Rows.uuid(row, "booking_id"))
                .all()
                .collectList()
                .flatMap(photos::delete);
    }
}
