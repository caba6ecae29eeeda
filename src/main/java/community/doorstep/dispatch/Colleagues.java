package community.doorstep.dispatch;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** To whom a worker could hand a job over: on duty where the job is seen, and with the skill. */
@Component
class Colleagues {

    record Colleague(PersonId id, String name) {}

    private static final String HELD = """
        SELECT EXISTS (
            SELECT 1 FROM job
            WHERE id = :job AND worker_id = :actor AND worker_community_id = ANY(:communities)
              AND state IN ('ACCEPTED', 'ARRIVED')) AS held
        """;

    private static final String FIT = """
        SELECT shift.worker_id
        FROM job JOIN worker_shift AS shift
            ON shift.station_id = job.station_id OR shift.station_id = ANY(job.guests)
        WHERE job.id = :job AND shift.on_duty AND shift.worker_id <> :actor
          AND EXISTS (
            SELECT 1 FROM worker_skill AS skill
            WHERE skill.community_id = shift.community_id AND skill.worker_id = shift.worker_id
              AND skill.skill = job.skill)
        """;

    private final DatabaseClient database;
    private final People people;

    Colleagues(DatabaseClient database, People people) {
        this.database = database;
        this.people = people;
    }

    /** Refuses {@code not-yours} (409) to whoever does not have it in hand: colleagues' names are for those who need them. */
    Mono<List<Colleague>> of(Caller caller, JobId job) {
        return database.sql(HELD)
                .bind("job", job.value())
                .bind("actor", caller.person().value())
                .bind("communities", caller.communitiesAs(Role.WORKER))
                .map(row -> Rows.get(row, "held", Boolean.class))
                .one()
                .filter(held -> held)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-yours")))
                .flatMap(held -> fit(caller, job));
    }

    private Mono<List<Colleague>> fit(Caller caller, JobId job) {
        return database.sql(FIT)
                .bind("job", job.value())
                .bind("actor", caller.person().value())
                .map(row -> new PersonId(Rows.uuid(row, "worker_id")))
                .all()
                .distinct()
                .collectList()
                .flatMap(workers -> people.contacts(workers).map(contacts -> named(workers, contacts)));
    }

    private static List<Colleague> named(List<PersonId> workers, Map<PersonId, Contact> contacts) {
        return workers.stream()
                .map(worker -> new Colleague(worker, Contact.nameOf(contacts.get(worker))))
                .toList();
    }
}
