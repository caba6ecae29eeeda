package community.doorstep.income;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who gets how much of what services earn; what was earned before a change stays as it was shared. */
@RestController
class ShareController {

    /** In whole percent; the station has the rest. */
    record Wanted(
            @PositiveOrZero @Max(100) int operatorPercent,
            @PositiveOrZero @Max(100) int communityPercent) {

        /** Refuses {@code shares-above-all} (422). */
        Shares shares() {
            if (operatorPercent + communityPercent > 100) {
                throw Refusal.unprocessable("shares-above-all");
            }
            return new Shares(operatorPercent, communityPercent);
        }
    }

    private final ShareRows rows;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;

    ShareController(ShareRows rows, Catalog catalog, Audit audit, TransactionalOperator transaction) {
        this.rows = rows;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/api/admin/communities/{id}/shares")
    Mono<List<ShareRows.Line>> shares(@AuthenticationPrincipal Caller caller, @PathVariable CommunityId id) {
        return own(caller, id).flatMap(community -> rows.all(community).collectList());
    }

    /** Of every service that has none of its own. */
    @PutMapping("/api/admin/communities/{id}/shares")
    Mono<List<ShareRows.Line>> set(
            @AuthenticationPrincipal Caller caller, @PathVariable CommunityId id, @Valid @RequestBody Wanted wanted) {
        return own(caller, id).flatMap(community -> set(caller, community, null, wanted));
    }

    @PutMapping("/api/admin/services/{id}/shares")
    Mono<List<ShareRows.Line>> setOfService(
            @AuthenticationPrincipal Caller caller, @PathVariable ServiceId id, @Valid @RequestBody Wanted wanted) {
        return catalog.service(id)
                .filter(service -> answersFor(caller, service.communityId()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")))
                .flatMap(service -> set(caller, service.communityId(), id.value(), wanted));
    }

    private Mono<List<ShareRows.Line>> set(
            Caller caller, CommunityId community, @Nullable UUID service, Wanted wanted) {
        Shares shares = wanted.shares();
        return rows.set(community, service, shares, caller.person())
                .then(Mono.defer(() -> audit.note(
                        caller.person(),
                        community,
                        "shares-set",
                        service == null ? community.value() : service,
                        shares.operator() + "/" + shares.community())))
                .as(transaction::transactional)
                .then(Mono.defer(() -> rows.all(community).collectList()));
    }

    private static Mono<CommunityId> own(Caller caller, CommunityId id) {
        return answersFor(caller, id) ? Mono.just(id) : Mono.error(() -> Refusal.notFound("community-unknown"));
    }

    private static boolean answersFor(Caller caller, CommunityId community) {
        return List.of(caller.communitiesAs(Role.COMMUNITY_ADMIN, Role.FINANCE)).contains(community.value());
    }
}
