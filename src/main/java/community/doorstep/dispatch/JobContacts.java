package community.doorstep.dispatch;

import community.doorstep.dispatch.JobContactController.JobContact;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The number under which a job's resident is found. Workers see its last digits only: the station, which they call,
 * looks up the whole of it and connects them.
 */
@Component
class JobContacts {

    private final DatabaseClient database;
    private final HeldJobs held;
    private final People people;
    private final Audit audit;

    JobContacts(DatabaseClient database, HeldJobs held, People people, Audit audit) {
        this.database = database;
        this.held = held;
        this.people = people;
        this.audit = audit;
    }

    /** Refuses {@code job-unknown} (404), also when the job has ended. */
    Mono<JobContact> lookedUp(Caller caller, JobId id) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.OPERATOR);
        return reach.bind(database.sql("SELECT door, " + JobRows.COLUMNS + """
            FROM job
            WHERE id = :job AND ended_at IS NULL AND community_id = ANY(:communities)
              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
            """))
                .bind("job", id.value())
                .map(held::opened)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")))
                .delayUntil(found ->
                        audit.note(caller.person(), found.job().community(), "job-contact-read", id.value(), ""))
                .flatMap(this::of);
    }

    private Mono<JobContact> of(HeldJobs.Held found) {
        if (found.inTheStreet()) {
            return Mono.just(new JobContact("", null));
        }
        Job job = found.job();
        return people.contacts(List.of(job.resident(), job.requestedBy())).map(known -> contact(job, known));
    }

    private static JobContact contact(Job job, Map<PersonId, Contact> known) {
        Contact resident = known.get(job.resident());
        Contact reached = Contact.reached(resident, known.get(job.requestedBy()));
        return new JobContact(Contact.nameOf(resident), reached == null ? null : reached.phone());
    }
}
