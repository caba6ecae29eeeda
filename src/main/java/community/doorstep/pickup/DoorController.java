package community.doorstep.pickup;

import community.doorstep.children.Duty;
import community.doorstep.children.Guardians;
import community.doorstep.children.HereToday;
import community.doorstep.children.WalkAlone;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may fetch a child today, for those at the door: only those who may, and no more of them than it needs. */
@RestController
class DoorController {

    record GuardianView(PersonId guardianId, String name) {}

    record ListedView(UUID personId, String name, String relation, String lastDigits) {}

    record DoorView(PersonId childId, List<GuardianView> guardians, List<ListedView> listed, boolean mayWalkAlone) {}

    private final Duty duty;
    private final Guardians guardians;
    private final Fetchers fetchers;
    private final Bans bans;
    private final People people;
    private final HereToday here;
    private final WalkAlone walkAlone;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    DoorController(
            Duty duty,
            Guardians guardians,
            Fetchers fetchers,
            Bans bans,
            People people,
            HereToday here,
            WalkAlone walkAlone,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached) {
        this.duty = duty;
        this.guardians = guardians;
        this.fetchers = fetchers;
        this.bans = bans;
        this.people = people;
        this.here = here;
        this.walkAlone = walkAlone;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Audited. Refuses {@code role-missing}, {@code not-on-duty} (403), {@code person-unknown} (404). */
    @GetMapping("/api/station/care/children/{child}/pick-up")
    Mono<DoorView> mayFetch(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam StationId stationId) {
        Mono<DoorView> work = duty.mustBeOn(caller, stationId)
                .filterWhen(community -> here.is(child, community, stationId))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .flatMap(community -> audit.note(caller.person(), community, "pick-up-list-read", child.value(), ""))
                .then(Mono.defer(() -> Mono.zip(guardians(child), listed(child), walkAlone.allowed(child))))
                .map(found -> new DoorView(child, found.getT1(), found.getT2(), found.getT3()));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<List<GuardianView>> guardians(PersonId child) {
        return guardians
                .of(List.of(child))
                .map(found -> found.getOrDefault(child, Map.of()).entrySet().stream()
                        .filter(guardian -> guardian.getValue().picksUp())
                        .map(Map.Entry::getKey)
                        .toList())
                .flatMap(people::contacts)
                .map(known -> known.values().stream()
                        .map(contact -> new GuardianView(contact.id(), contact.name()))
                        .toList());
    }

    private Mono<List<ListedView>> listed(PersonId child) {
        return fetchers.of(child)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .filterWhen(listed -> bans.concern(child, listed.fetcher()).map(banned -> !banned))
                .map(listed -> new ListedView(
                        listed.id(),
                        listed.fetcher().name(),
                        listed.fetcher().relation(),
                        listed.fetcher().lastDigits()))
                .collectList();
    }
}
