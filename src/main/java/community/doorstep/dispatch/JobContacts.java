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
import community.doorstep.shared.Rows;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final Posting posting;
    private final People people;
    private final Audit audit;

    JobContacts(DatabaseClient database, Posting posting, People people, Audit audit) {
        this.database = database;
        this.posting = posting;
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
                .map(row -> new HeldJobs.Held(
                        JobRows.job(row), posting.opened(id, Rows.get(row, "door", byte[].class)), List.of()))
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
        return people.contacts(List.of(job.resident(), job.requestedBy()))
                .map(known -> new JobContact(Contact.nameOf(known.get(job.resident())), phone(job, known)));
    }

    private static @Nullable String phone(Job job, Map<PersonId, Contact> known) {
        Contact reached = reached(job, known);
        return reached == null ? null : reached.phone();
    }

    /** The resident; who has no number is found by the one who asked for them. */
    static @Nullable Contact reached(Job job, Map<PersonId, Contact> known) {
        return Stream.of(job.resident(), job.requestedBy())
                .map(known::get)
                .filter(contact -> contact != null && contact.phone() != null)
                .findFirst()
                .orElse(null);
    }
}
