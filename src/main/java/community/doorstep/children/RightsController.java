package community.doorstep.children;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What each guardian of a child may: limited by an admin who has seen the court's paper. */
@RestController
@RequestMapping("/api/admin/care/children/{child}/guardians")
class RightsController {

    /** @param reason which paper was seen; audited */
    record NewRights(
            boolean informed,
            boolean arranges,
            boolean picksUp,
            @NotBlank @Size(max = 200) String reason) {

        GuardianRights rights() {
            return new GuardianRights(informed, arranges, picksUp);
        }
    }

    record RightsView(PersonId guardianId, GuardianRights rights) {}

    private final ChildrenDesk desk;
    private final Guardians guardians;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    RightsController(
            ChildrenDesk desk, Guardians guardians, Audit audit, TransactionalOperator transaction, Detached detached) {
        this.desk = desk;
        this.guardians = guardians;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code person-unknown} (404) for a child that never booked in the admin's community. */
    @GetMapping
    Mono<List<RightsView>> all(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        return desk.communityOf(caller, child)
                .flatMap(community -> guardians.of(List.of(child)))
                .map(found -> found.getOrDefault(child, Map.of()).entrySet().stream()
                        .map(guardian -> new RightsView(guardian.getKey(), guardian.getValue()))
                        .toList());
    }

    /** Refuses {@code person-unknown} (404) also for who is no guardian. */
    @PutMapping("/{guardian}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> limit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PersonId child,
            @PathVariable PersonId guardian,
            @Valid @RequestBody NewRights wanted) {
        Mono<Void> work = desk.communityOf(caller, child)
                .filterWhen(community -> guardians
                        .of(List.of(child))
                        .map(found -> found.getOrDefault(child, Map.of()).containsKey(guardian)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .delayUntil(community -> guardians.limit(caller, community, child, guardian, wanted.rights()))
                .flatMap(community -> audit.note(
                        caller.person(), community, "guardian-limited", child.value(), said(guardian, wanted)));
        return detached.run(work.as(transaction::transactional));
    }

    private static String said(PersonId guardian, NewRights wanted) {
        return guardian + " " + wanted.rights() + " " + wanted.reason().strip();
    }
}
