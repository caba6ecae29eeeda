package community.doorstep.pickup;

import community.doorstep.children.ChildrenDesk;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who may never fetch a child: set by an admin who has seen the court's paper. A guardian's own limits stand elsewhere. */
@RestController
@RequestMapping("/api/admin/care/children/{child}/bans")
class BanController {

    record BanMade(UUID id) {}

    record BanView(UUID id, String name, String lastDigits, String relation) {}

    private final ChildrenDesk desk;
    private final Bans bans;
    private final Audit audit;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    BanController(
            ChildrenDesk desk,
            Bans bans,
            Audit audit,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached) {
        this.desk = desk;
        this.bans = bans;
        this.audit = audit;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Audited. Refuses {@code person-unknown} (404) for a child that never booked in the admin's community. */
    @GetMapping
    Mono<List<BanView>> all(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        Mono<List<BanView>> work = desk.communityOf(caller, child)
                .flatMap(community -> audit.note(caller.person(), community, "bans-read", child.value(), ""))
                .thenMany(bans.of(child))
                .map(ban -> new BanView(
                        ban.id(),
                        ban.person().name(),
                        ban.person().lastDigits(),
                        ban.person().relation()))
                .collectList();
        return detached.run(work.as(transaction::transactional));
    }

    /** Takes hold at once, also of passes and lists that stand. Refuses {@code person-unknown} (404). */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BanMade> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId child,
            @Valid @RequestBody Fetcher wanted) {
        Mono<BanMade> work = desk.communityOf(caller, child)
                .delayUntil(community -> audit.note(caller.person(), community, "ban-set", child.value(), ""))
                .flatMap(community -> bans.add(community, child, wanted, caller.person()))
                .map(BanMade::new);
        return idempotency.once(caller.person(), key, List.of(child, wanted), BanMade.class, work);
    }

    /** Repeating it is harmless. Refuses {@code person-unknown} (404). */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable UUID id) {
        Mono<Void> work = desk.communityOf(caller, child)
                .delayUntil(community -> audit.note(caller.person(), community, "ban-ended", child.value(), ""))
                .flatMap(community -> bans.end(community, child, id));
        return detached.run(work.as(transaction::transactional));
    }
}
