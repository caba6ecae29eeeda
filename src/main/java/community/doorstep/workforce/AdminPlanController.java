package community.doorstep.workforce;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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

/** The plan of shifts for a community's admins, who have no station of their own; see {@link PlanController}. */
@RestController
@RequestMapping("/api/admin/plan")
class AdminPlanController {

    private static final Duration SHOWN = Duration.ofDays(14);

    private final Plans plans;
    private final Idempotency idempotency;
    private final Clock clock;

    AdminPlanController(Plans plans, Idempotency idempotency, Clock clock) {
        this.plans = plans;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The coming two weeks. */
    @GetMapping
    Mono<List<PlannedShift>> plan(@AuthenticationPrincipal Caller caller) {
        caller.communitiesAs(Role.COMMUNITY_ADMIN);
        Instant now = clock.instant();
        return plans.between(caller, now, now.plus(SHOWN)).collectList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PlannedShift> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody PlanController.NewPlan wanted) {
        caller.communitiesAs(Role.COMMUNITY_ADMIN);
        return idempotency.once(caller.person(), key, wanted, PlannedShift.class, plans.add(caller, wanted));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        caller.communitiesAs(Role.COMMUNITY_ADMIN);
        return plans.withdraw(caller, id);
    }
}
