package community.doorstep.lunchcare;

import community.doorstep.identity.Addressees;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The calls as the station sees them: in the list a name, on opening one whom to call; that is written down. */
@Component
class CallDesk {

    record Row(
            UUID id,
            String name,
            LocalDate day,
            LunchCall.State state,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    /** Somebody to be called, in this order. */
    record Callee(
            LunchAnswer.Asked who, String name, @Nullable String phone) {
        @Override
        public String toString() {
            return "Callee[" + who + "]";
        }
    }

    record View(Row call, List<Callee> toCall, List<LunchAnswer> answers) {}

    private final CallRows rows;
    private final LunchContacts neighbours;
    private final People people;
    private final Addressees addressees;
    private final Audit audit;

    CallDesk(CallRows rows, LunchContacts neighbours, People people, Addressees addressees, Audit audit) {
        this.rows = rows;
        this.neighbours = neighbours;
        this.people = people;
        this.addressees = addressees;
        this.audit = audit;
    }

    Mono<Page<Row>> list(UUID[] communities, LunchCall.State state, UUID before, int size) {
        return rows.of(communities, state, before, size + 1)
                .collectList()
                .zipWhen(calls -> people.contacts(
                        calls.stream().map(LunchCall::person).distinct().toList()))
                .map(found -> found.getT1().stream()
                        .map(call -> row(call, found.getT2().get(call.person())))
                        .toList())
                .map(found -> Page.of(found, size, Row::id));
    }

    /** Refuses {@code lunch-call-unknown} (404). */
    Mono<View> one(Caller caller, UUID[] communities, UUID id) {
        return rows.one(id, communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("lunch-call-unknown")))
                .delayUntil(call -> audit.note(caller.person(), call.community(), "lunch-call-read", call.id(), ""))
                .flatMap(call -> Mono.zip(contacts(call), neighbours.of(call.person()), rows.answers(id))
                        .map(known -> view(call, known.getT1(), known.getT2(), known.getT3())));
    }

    /** Of the person, and of those who act for them. */
    private Mono<Map<PersonId, Contact>> contacts(LunchCall call) {
        Addressees.Concern concern = new Addressees.Concern(call.person(), call.bookedBy());
        return addressees
                .of(List.of(concern))
                .map(found -> found.getOrDefault(concern, Set.of()))
                .map(family -> Stream.concat(Stream.of(call.person()), family.stream())
                        .distinct()
                        .toList())
                .flatMap((Collection<PersonId> all) -> people.contacts(all));
    }

    private static View view(
            LunchCall call,
            Map<PersonId, Contact> contacts,
            List<LunchContacts.Neighbour> neighbours,
            List<LunchAnswer> answers) {
        Stream<Callee> family = contacts.values().stream()
                .sorted((one, other) -> Boolean.compare(
                        !one.id().equals(call.person()), !other.id().equals(call.person())))
                .map(contact -> new Callee(LunchAnswer.Asked.FAMILY, contact.name(), contact.phone()));
        Stream<Callee> near = neighbours.stream()
                .map(neighbour -> new Callee(LunchAnswer.Asked.NEIGHBOUR, neighbour.name(), neighbour.phone()));
        Stream<Callee> station = Stream.of(new Callee(LunchAnswer.Asked.STATION, "", null));
        return new View(
                row(call, contacts.get(call.person())),
                Stream.of(family, near, station).flatMap(part -> part).toList(),
                answers);
    }

    private static Row row(LunchCall call, @Nullable Contact person) {
        return new Row(call.id(), Contact.nameOf(person), call.day(), call.state(), call.openedAt(), call.closedAt());
    }
}
