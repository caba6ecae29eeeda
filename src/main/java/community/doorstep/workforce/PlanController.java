package community.doorstep.workforce;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** The plan of a station's shifts, for its lead and the community's admins. */
@RestController
@RequestMapping("/api/station/plan")
class PlanController {

    private static final Duration SHOWN = Duration.ofDays(14);

    record NewPlan(
            @NotNull StationId stationId,
            @NotNull PersonId workerId,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Nullable @Size(max = 200) String note) {}

    private final Plans plans;
    private final Idempotency idempotency;
    private final Clock clock;

    PlanController(Plans plans, Idempotency idempotency, Clock clock) {
        this.plans = plans;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The coming two weeks. */
    @GetMapping
    Mono<List<PlannedShift>> plan(@AuthenticationPrincipal Caller caller) {
        Instant now = clock.instant();
        return plans.between(caller, now, now.plus(SHOWN)).collectList();
    }

    /**
     * Refuses {@code station-unknown}, {@code worker-unknown} (404), {@code plan-invalid} (422), {@code plan-overlaps}
     * (409).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PlannedShift> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewPlan wanted) {
        return idempotency.once(caller.person(), key, wanted, PlannedShift.class, plans.add(caller, wanted));
    }

    /** Refuses {@code plan-unknown} (404). */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return plans.withdraw(caller, id);
    }
}
