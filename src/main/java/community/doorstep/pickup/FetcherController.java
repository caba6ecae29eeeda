package community.doorstep.pickup;

import community.doorstep.children.Guardians;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
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

/** The list of those who may fetch a child, besides its guardians. */
@RestController
@RequestMapping("/api/me/family/{child}/pick-up-persons")
class FetcherController {

    private static final int MOST = 20;

    record FetcherView(UUID id, String name, String phone, String relation) {

        static FetcherView of(Fetchers.Listed listed) {
            Fetcher fetcher = listed.fetcher();
            return new FetcherView(listed.id(), fetcher.name(), fetcher.phone(), fetcher.relation());
        }

        @Override
        public String toString() {
            return "FetcherView[" + id + "]";
        }
    }

    private final Guardians guardians;
    private final Fetchers fetchers;
    private final Bans bans;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    FetcherController(
            Guardians guardians,
            Fetchers fetchers,
            Bans bans,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached) {
        this.guardians = guardians;
        this.fetchers = fetchers;
        this.bans = bans;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code person-unknown} (404). */
    @GetMapping
    Mono<List<FetcherView>> all(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        return guardians
                .mustBeInformed(caller, child)
                .thenMany(fetchers.of(child))
                .map(FetcherView::of)
                .collectList();
    }

    /**
     * Refuses {@code person-unknown} (404), {@code guardian-limited} (403), {@code pick-up-not-allowed}, {@code
     * list-full} (409).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FetcherView> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId child,
            @Valid @RequestBody Fetcher wanted) {
        Mono<FetcherView> work = guardians
                .mustArrange(caller, child)
                .then(Mono.defer(() -> bans.concern(child, wanted)))
                .filter(banned -> !banned)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("pick-up-not-allowed")))
                .flatMap(allowed -> fetchers.of(child).count())
                .filter(listed -> listed < MOST)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("list-full").with("most", MOST)))
                .flatMap(room -> fetchers.add(child, wanted, caller.person()))
                .map(id -> new FetcherView(id, wanted.name(), wanted.phone(), wanted.relation()));
        return idempotency.once(caller.person(), key, List.of(child, wanted), FetcherView.class, work);
    }

    /** Repeating it is harmless. Refuses {@code person-unknown} (404), {@code guardian-limited} (403). */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable UUID id) {
        Mono<Void> work = guardians.mustArrange(caller, child).then(Mono.defer(() -> fetchers.end(child, id)));
        return detached.run(work.as(transaction::transactional));
    }
}
