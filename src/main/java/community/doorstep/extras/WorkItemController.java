package community.doorstep.extras;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The list of parts and labour. */
@RestController
class WorkItemController {

    private static final long DEAREST_FEN = 10_000_000;

    record NewItem(
            @NotNull CommunityId communityId,
            @NotNull ItemKind kind,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 10) String unit,
            @NotNull @PositiveOrZero @Max(DEAREST_FEN) Long priceFen) {}

    record EditedItem(
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 10) String unit,
            @NotNull @PositiveOrZero @Max(DEAREST_FEN) Long priceFen,
            @NotNull Boolean active) {}

    private final WorkItems items;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    WorkItemController(WorkItems items, Idempotency idempotency, TransactionalOperator transaction, Detached detached) {
        this.items = items;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    @GetMapping("/api/admin/work-items")
    Mono<List<WorkItem>> list(@AuthenticationPrincipal Caller caller) {
        return items.of(caller.communitiesAs(Role.COMMUNITY_ADMIN, Role.FINANCE));
    }

    /** Where the worker works. */
    @GetMapping("/api/worker/work-items")
    Mono<List<WorkItem>> offered(@AuthenticationPrincipal Caller caller) {
        return items.of(caller.communitiesAs(Role.WORKER))
                .map(all -> all.stream().filter(WorkItem::active).toList());
    }

    @PostMapping("/api/admin/work-items")
    Mono<ResponseEntity<WorkItem>> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewItem wanted) {
        caller.mustBe(wanted.communityId(), Role.COMMUNITY_ADMIN);
        return idempotency
                .once(caller.person(), key, wanted, WorkItem.class, items.add(caller, wanted))
                .map(made -> IfMatch.answer(HttpStatus.CREATED, made.version(), made));
    }

    @PutMapping("/api/admin/work-items/{id}")
    Mono<ResponseEntity<WorkItem>> edit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody EditedItem edited) {
        Mono<WorkItem> work = items.edit(caller, id, IfMatch.version(match), edited);
        return detached.run(work.as(transaction::transactional))
                .map(changed -> IfMatch.answer(HttpStatus.OK, changed.version(), changed));
    }
}
