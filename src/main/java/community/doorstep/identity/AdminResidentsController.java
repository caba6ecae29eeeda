package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An admin's view of residents: whom a number or a claim belongs to. Each look is written down. */
@RestController
class AdminResidentsController {

    /** @param claims those handed in to the admin's communities */
    record ResidentRecord(PersonId id, String name, List<Evidence.Claim> claims) {
        @Override
        public String toString() {
            return "ResidentRecord[" + id + "]";
        }
    }

    private final People people;
    private final Evidence evidence;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    AdminResidentsController(
            People people, Evidence evidence, Audit audit, TransactionalOperator transaction, Detached detached) {
        this.people = people;
        this.evidence = evidence;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** A search, so that the number stands in no address. Refuses {@code resident-unknown} (404). */
    @PostMapping("/api/admin/residents/search")
    Mono<ResidentRecord> search(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ResidentsController.Search search) {
        UUID[] communities = caller.communitiesAs(Role.COMMUNITY_ADMIN);
        Mono<ResidentRecord> work = people.byPhone(search.phone())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("resident-unknown")))
                .delayUntil(found -> noted(caller, communities[0], "resident-found", found.id()))
                .flatMap(found -> record(found, communities));
        return detached.run(work.as(transaction::transactional));
    }

    /** Whose claim it is. Refuses {@code claim-unknown} (404). */
    @GetMapping("/api/admin/benefit-claims/{id}/person")
    Mono<ResidentRecord> person(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        UUID[] communities = caller.communitiesAs(Role.COMMUNITY_ADMIN);
        Mono<ResidentRecord> work = evidence.claimant(communities, id)
                .delayUntil(person -> noted(caller, communities[0], "resident-read", person))
                .flatMap(people::known)
                .flatMap(found -> record(found, communities));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Void> noted(Caller caller, UUID community, String action, PersonId person) {
        return audit.note(caller.person(), new CommunityId(community), action, person.value(), "");
    }

    private Mono<ResidentRecord> record(People.Known found, UUID[] communities) {
        List<UUID> own = Arrays.asList(communities);
        return evidence.of(new UUID[] {found.id().value()})
                .filter(claim -> own.contains(claim.communityId().value()))
                .collectList()
                .map(claims -> new ResidentRecord(found.id(), found.profile().name(), claims));
    }
}
