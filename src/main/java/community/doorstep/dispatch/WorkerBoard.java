package community.doorstep.dispatch;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Together;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a worker sees when looking at the list: what waits, what the worker holds, what colleagues hand over. */
@Component
class WorkerBoard {

    record Lists(List<JobCard> waiting, List<HeldJob> mine, List<JobCard> handovers) {}

    private static final int MOST = 64;
    private static final int AT_ONCE = 1;

    private final Shifts shifts;
    private final JobReads reads;
    private final HeldJobs held;
    private final Sightings sightings;
    private final People people;
    private final Catalog catalog;
    private final Together<HeldJobs.Asked, Optional<HeldJob>> together =
            new Together<>(MOST, AT_ONCE, asked -> List.of(asked.job()), this::inHand);

    WorkerBoard(Shifts shifts, JobReads reads, HeldJobs held, Sightings sightings, People people, Catalog catalog) {
        this.shifts = shifts;
        this.reads = reads;
        this.held = held;
        this.sightings = sightings;
        this.people = people;
        this.catalog = catalog;
    }

    /** Off duty nothing waits for the worker; what is in hand stays. */
    Mono<Lists> of(Caller caller) {
        UUID[] communities = caller.communitiesAs(Role.WORKER);
        Mono<List<JobCard>> waiting = shifts.of(caller.person(), communities)
                .filter(Shift::takesJobs)
                .flatMapMany(reads::waitingFor)
                .map(Job::card)
                .doOnNext(sightings::note)
                .collectList();
        Mono<List<JobCard>> handovers =
                reads.handedOverTo(caller.person()).map(Job::card).collectList();
        return Mono.zip(waiting, held(communities, caller.person()).collectList(), handovers)
                .map(lists -> new Lists(lists.getT1(), lists.getT2(), lists.getT3()));
    }

    /** The job with its door when the worker holds it, as the answer to a step on it. */
    Mono<Object> seenBy(Caller caller, Job job) {
        if (!job.heldBy(caller.person()) || job.state().ended()) {
            return Mono.just(job.card());
        }
        return together.ask(new HeldJobs.Asked(job.id(), caller.person(), List.of(caller.communitiesAs(Role.WORKER))))
                .map(mine -> mine.<Object>map(shown -> shown).orElseGet(job::card));
    }

    private Mono<List<Optional<HeldJob>>> inHand(List<HeldJobs.Asked> asked) {
        return held.each(asked)
                .collectList()
                .flatMapMany(this::withContacts)
                .collectMap(HeldJob::id)
                .map(found -> asked.stream()
                        .map(one -> Optional.ofNullable(found.get(one.job())))
                        .toList());
    }

    private Flux<HeldJob> held(UUID[] communities, PersonId worker) {
        return held.of(communities, worker).collectList().flatMapMany(this::withContacts);
    }

    private Flux<HeldJob> withContacts(List<HeldJobs.Held> jobs) {
        if (jobs.isEmpty()) {
            return Flux.empty();
        }
        List<PersonId> whom = jobs.stream()
                .map(HeldJobs.Held::job)
                .flatMap(job -> Stream.of(job.resident(), job.requestedBy()))
                .distinct()
                .toList();
        return people.contacts(whom)
                .flatMapMany(contacts -> Flux.fromIterable(jobs).concatMap(one -> withContact(one, contacts)));
    }

    private Mono<HeldJob> withContact(HeldJobs.Held held, Map<PersonId, Contact> contacts) {
        return catalog.station(held.job().at().station())
                .map(Station::phone)
                .map(phone -> withContact(held, contacts, phone));
    }

    /** In the street nobody's. */
    private static HeldJob withContact(HeldJobs.Held held, Map<PersonId, Contact> contacts, String stationPhone) {
        if (held.inTheStreet()) {
            return HeldJob.of(held, "", null, stationPhone);
        }
        Contact resident = contacts.get(held.job().resident());
        Contact reached = Contact.reached(resident, contacts.get(held.job().requestedBy()));
        return HeldJob.of(held, Contact.nameOf(resident), Contact.phoneEndOf(reached), stationPhone);
    }
}
