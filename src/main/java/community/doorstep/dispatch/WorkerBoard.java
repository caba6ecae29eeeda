package community.doorstep.dispatch;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a worker sees when looking at the list: what waits, and what the worker has in hand. */
@Component
class WorkerBoard {

    record Lists(List<JobCard> waiting, List<HeldJob> mine) {}

    private final Shifts shifts;
    private final JobReads reads;
    private final People people;

    WorkerBoard(Shifts shifts, JobReads reads, People people) {
        this.shifts = shifts;
        this.reads = reads;
        this.people = people;
    }

    /** Off duty nothing waits for the worker; what is in hand stays. */
    Mono<Lists> of(Caller caller) {
        UUID[] communities = caller.communitiesAs(Role.WORKER);
        Mono<List<JobCard>> waiting = shifts.of(caller.person(), communities)
                .filter(Shift::onDuty)
                .flatMapMany(reads::waitingFor)
                .map(Job::card)
                .collectList();
        return Mono.zip(waiting, held(communities, caller.person()).collectList(), Lists::new);
    }

    /** The job with its door when the worker has it in hand, as the answer to a step on it. */
    Mono<Object> seenBy(Caller caller, Job job) {
        if (!job.heldBy(caller.person()) || !job.state().inHand()) {
            return Mono.just(job.card());
        }
        return held(caller.communitiesAs(Role.WORKER), caller.person())
                .filter(held -> held.id().equals(job.id()))
                .collectList()
                .flatMap(held -> Mono.justOrEmpty(held.stream().findFirst()))
                .cast(Object.class)
                .defaultIfEmpty(job.card());
    }

    private Flux<HeldJob> held(UUID[] communities, PersonId worker) {
        return reads.inHand(communities, worker).collectList().flatMapMany(this::withContacts);
    }

    private Flux<HeldJob> withContacts(List<JobReads.Held> held) {
        if (held.isEmpty()) {
            return Flux.empty();
        }
        List<PersonId> whom = held.stream()
                .map(JobReads.Held::job)
                .flatMap(job -> java.util.stream.Stream.of(job.resident(), job.requestedBy()))
                .distinct()
                .toList();
        return people.contacts(whom)
                .flatMapIterable(contacts ->
                        held.stream().map(one -> withContact(one, contacts)).toList());
    }

    /** The resident's number; where there is none, that of the one who asked. */
    private static HeldJob withContact(JobReads.Held held, Map<PersonId, Contact> contacts) {
        Contact resident = contacts.getOrDefault(
                held.job().resident(), new Contact(held.job().resident(), "", null));
        Contact asked = contacts.get(held.job().requestedBy());
        @Nullable String phone = resident.phone() != null || asked == null ? resident.phone() : asked.phone();
        return HeldJob.of(held, resident, phone);
    }
}
