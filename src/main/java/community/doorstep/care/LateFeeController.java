package community.doorstep.care;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What being fetched late costs in a service: nothing until it is set. */
@RestController
@RequestMapping("/api/admin/care/services/{id}/late-fee")
class LateFeeController {

    record Rule(
            @Min(0) @Max(240) int graceMinutes,
            @Min(1) @Max(240) int stepMinutes,
            @Min(0) @Max(100_000) long stepFen,
            @Min(0) @Max(1_000_000) long mostFen) {

        static Rule of(LateFee fee) {
            return new Rule(fee.graceMinutes(), fee.stepMinutes(), fee.stepFen(), fee.mostFen());
        }

        LateFee fee() {
            return new LateFee(graceMinutes, stepMinutes, stepFen, mostFen);
        }
    }

    private final LateFees fees;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    LateFeeController(
            LateFees fees, Catalog catalog, Audit audit, TransactionalOperator transaction, Detached detached) {
        this.fees = fees;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code service-unknown} (404). */
    @GetMapping
    Mono<ResponseEntity<Rule>> rule(@AuthenticationPrincipal Caller caller, @PathVariable ServiceId id) {
        return service(caller, id)
                .flatMap(service -> fees.rule(service.communityId(), id))
                .map(LateFeeController::answer);
    }

    /** For whoever is fetched from now on. Refuses {@code service-unknown} (404), {@code version-changed} (412). */
    @PutMapping
    Mono<ResponseEntity<Rule>> set(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody Rule wanted) {
        long seen = IfMatch.version(match);
        Mono<LateFees.Rule> work = service(caller, id)
                .delayUntil(service ->
                        audit.note(caller.person(), service.communityId(), "late-fee-set", id.value(), "" + wanted))
                .flatMap(service -> fees.set(service.communityId(), id, wanted.fee(), seen, caller.person()));
        return detached.run(work.as(transaction::transactional)).map(LateFeeController::answer);
    }

    private Mono<Service> service(Caller caller, ServiceId id) {
        List<UUID> communities = List.of(caller.communitiesAs(Role.COMMUNITY_ADMIN));
        return catalog.service(id)
                .filter(service -> service.kind() == ServiceKind.CARE
                        && communities.contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")));
    }

    private static ResponseEntity<Rule> answer(LateFees.Rule rule) {
        return IfMatch.answer(HttpStatus.OK, rule.version(), Rule.of(rule.fee()));
    }
}
