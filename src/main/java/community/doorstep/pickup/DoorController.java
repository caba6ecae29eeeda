package community.doorstep.pickup;

import community.doorstep.booking.Attendees;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Duty;
import community.doorstep.children.Guardians;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.LocalDate;
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

    record DoorView(PersonId childId, List<GuardianView> guardians, List<ListedView> listed) {}

    private final Duty duty;
    private final Guardians guardians;
    private final Fetchers fetchers;
    private final Bans bans;
    private final People people;
    private final Attendees attendees;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    DoorController(
            Duty duty,
            Guardians guardians,
            Fetchers fetchers,
            Bans bans,
            People people,
            Attendees attendees,
            Catalog catalog,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.duty = duty;
        this.guardians = guardians;
        this.fetchers = fetchers;
        this.bans = bans;
        this.people = people;
        this.attendees = attendees;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Audited. Refuses {@code role-missing}, {@code not-on-duty} (403), {@code person-unknown} (404). */
    @GetMapping("/api/station/care/children/{child}/pick-up")
    Mono<DoorView> mayFetch(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam StationId stationId) {
        Mono<DoorView> work = duty.mustBeOn(caller, stationId)
                .filterWhen(community -> isHereToday(community, stationId, child))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .flatMap(community -> audit.note(caller.person(), community, "pick-up-list-read", child.value(), ""))
                .then(Mono.defer(() -> Mono.zip(guardians(child), listed(child))))
                .map(both -> new DoorView(child, both.getT1(), both.getT2()));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Boolean> isHereToday(CommunityId community, StationId station, PersonId child) {
        return catalog.community(community)
                .map(known -> LocalDate.ofInstant(clock.instant(), known.zone()))
                .flatMapMany(today -> attendees.of(child, ServiceKind.CARE, today, today))
                .collectList()
                .map(sessions ->
                        sessions.stream().anyMatch(here -> here.station().equals(station) && here.stands()));
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
