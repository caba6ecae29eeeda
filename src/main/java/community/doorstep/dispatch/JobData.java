package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The jobs at a person's door. They stay, for workers' times are counted by them; the door and its place go. */
@Component
class JobData implements PersonalData {

    private static final byte[] NO_DOOR = "{\"address\":\"\",\"note\":\"\"}".getBytes(StandardCharsets.UTF_8);

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final Seal seal;

    JobData(PersonalRows rows, DatabaseClient database, Seal seal) {
        this.rows = rows;
        this.database = database;
        this.seal = seal;
    }

    @Override
    public String part() {
        return "jobs";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT title, state, starts_at, promised_by, posted_at, accepted_at, arrived_at, ended_at FROM job
            WHERE resident_id = :person ORDER BY posted_at
            """, person);
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM job WHERE resident_id = :person AND ended_at IS NULL
            """, "job-under-way", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return database.sql("SELECT id FROM job WHERE resident_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.uuid(row, "id"))
                .all()
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(this::close)
                .then(Mono.defer(() -> stops(person)));
    }

    /** The doors of delivery runs, sealed like those of the runs themselves. */
    private Mono<Void> stops(PersonId person) {
        return database.sql("SELECT DISTINCT job_id FROM job_stop WHERE resident_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.uuid(row, "job_id"))
                .all()
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(job -> closeStops(job, person))
                .then();
    }

    private Mono<Void> closeStops(UUID job, PersonId person) {
        return database.sql("""
            UPDATE job_stop SET door = :door, reason = '',
                   latitude = round(latitude), longitude = round(longitude)
            WHERE job_id = :job AND resident_id = :person
            """)
                .bind("door", seal.seal(NO_DOOR, "job/" + job))
                .bind("job", job)
                .bind("person", person.value())
                .then();
    }

    private Mono<Void> close(UUID job) {
        return database.sql("""
            UPDATE job SET door = :door, latitude = round(latitude), longitude = round(longitude)
            WHERE id = :job
            """)
                .bind("door", seal.seal(NO_DOOR, "job/" + job))
                .bind("job", job)
                .then();
    }
}
